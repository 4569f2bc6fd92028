using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Reading;

/// <summary>
/// Takes the mistakes of one reading. The generator hands in none, so that it pays for no location; the analyzers hand in one and
/// report what it holds.
/// </summary>
internal sealed class Findings
{
    private readonly List<Finding> _items = [];

    public IReadOnlyList<Finding> Items => _items;

    public void Add(string ruleId, Location location, params object?[] arguments) => _items.Add(new(ruleId, location, arguments, IsOfOtherProject: false));

    public void AddOfOtherProject(string ruleId, Location location, params object?[] arguments) => _items.Add(new(ruleId, location, arguments, IsOfOtherProject: true));
}
