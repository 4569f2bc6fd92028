using System.Diagnostics.CodeAnalysis;

namespace LoopsMapping.Generator.Schema;

/// <summary>Entries by name, with a search for the name that was meant. Of two entries with one name the first counts.</summary>
internal sealed class NamedEntries<T>
{
    private readonly Dictionary<string, T> _entries = new(StringComparer.Ordinal);
    private NearName? _near;

    public IEnumerable<KeyValuePair<string, T>> All => _entries;

    public void Add(string name, T entry)
    {
        if (!_entries.ContainsKey(name))
            _entries.Add(name, entry);
    }

    public bool Contains(string name) => _entries.ContainsKey(name);

    public bool TryGet(string name, [MaybeNullWhen(false)] out T entry) => _entries.TryGetValue(name, out entry);

    /// <summary>The name that is meant by one that is not here; <see langword="null"/> when none is near.</summary>
    public string? Near(string name, Func<string, bool> canBe) => (_near ??= new(_entries.Keys)).Find(name, canBe);
}
