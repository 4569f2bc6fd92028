using System.Buffers;
using System.Collections.Concurrent;
using LoopsMapping.Json;

namespace LoopsMapping.Segment.Mapping;

/// <summary>
/// What events are called in logs, listings and metrics. Names come from whoever has a write key, which in web pages is everybody, so only so many are
/// taken over: what a metric has many values of costs memory and money.
/// </summary>
internal sealed class EventNames
{
    /// <summary>What an event is called beyond that.</summary>
    public const string Other = "track";

    private const int MaxCount = 500;
    private const int MaxLength = 100;

    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(static code => (char)code).Where(char.IsControl)]);

    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>The name on one line and not too long.</summary>
    public string Of(string? name)
    {
        if (name is not { Length: > 0 })
            return Other;
        if (_names.TryGetValue(name, out var known))
            return known;
        if (_count >= MaxCount || name.Length > LoopsJsonWriter.MaxTextLength)
            return Other;
        var shown = Show(name);
        if (_names.TryAdd(name, shown))
            Interlocked.Increment(ref _count);
        return shown;
    }

    private static string Show(string name)
    {
        if (name.Length > MaxLength)
            name = name[..MaxLength];
        return name.AsSpan().ContainsAny(Controls) ? new([.. name.Select(static character => char.IsControl(character) ? ' ' : character)]) : name;
    }
}
