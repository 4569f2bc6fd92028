using System.Text.Json;

namespace LoopsMapping.Testing.State;

/// <summary>The events that a team knows, oldest first.</summary>
internal sealed class EventPatternStore(LoopsServerOptions options)
{
    private readonly List<LoopsServerEventPattern> _patterns = [.. options.EventPatterns];

    public IReadOnlyList<LoopsServerEventPattern> All => _patterns;

    public LoopsServerEventPattern? FindByName(string name) => _patterns.Find(pattern => pattern.Name == name);

    public LoopsServerEventPattern? FindById(string id) => _patterns.Find(pattern => pattern.Id == id);

    /// <summary>Adds the event and those of its properties that are new.</summary>
    public void Learn(string name, IReadOnlyDictionary<string, JsonElement> properties)
    {
        var place = _patterns.FindIndex(pattern => pattern.Name == name);
        var known = place < 0 ? new(name) : _patterns[place];
        var learned = new Dictionary<string, LoopsServerPropertyType>(known.Properties, StringComparer.Ordinal);
        foreach (var (property, value) in properties)
        {
            if (PropertyTypes.Of(value) is { } type)
                learned.TryAdd(property, type);
        }

        // A new object: whoever has read the list keeps what it has read.
        var after = new LoopsServerEventPattern(name) { Id = known.Id, Properties = learned.AsReadOnly() };
        if (place < 0)
            _patterns.Add(after);
        else
            _patterns[place] = after;
    }
}
