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

    public void Add(string ruleId, Location location, params object?[] arguments) => Add(new(ruleId, location, arguments, SharesPlace: false));

    public void Add(Finding finding) => _items.Add(finding);
}
