namespace LoopsMapping.Segment.Messages;

/// <summary>
/// The names of one object with very many members, so that finding a name that comes again takes no longer for each of them. Small objects are looked
/// through instead.
/// </summary>
internal sealed class NameTable
{
    /// <summary>From how many members on.</summary>
    public const int WorthIt = 64;

    private const int FirstLength = 512;

    /// <summary>Entries by their hash, plus one; the next free place is taken where one is occupied.</summary>
    private (int Entry, int Hash)[] _places = [];
    private int _count;
    private int _group = -1;

    /// <summary>How often a place was occupied, for tests: time says little.</summary>
    public long Compared { get; private set; }

    public void Reset() => _group = -1;

    /// <summary>Adds a member of a group, the last one that is listed.</summary>
    /// <returns>The one that had its name before; −1 when it is new.</returns>
    public int Add(MessageIndex index, int group, int entry)
    {
        if (group != _group)
        {
            _group = group;
            Clear(Math.Max(FirstLength, _places.Length));
            for (var i = index.First(group); i < entry; i = index.Next(i))
            {
                if (!index.Entry(i).IsSuperseded)
                    Place(index, i);
            }
        }
        return Place(index, entry);
    }

    private int Place(MessageIndex index, int entry)
    {
        if (2 * (_count + 1) > _places.Length)
            Grow(index);
        var name = index.NameText(index.Entry(entry));
        var hash = HashOf(name);
        var mask = _places.Length - 1;
        for (var at = hash & mask; ; at = (at + 1) & mask)
        {
            var there = _places[at].Entry - 1;
            if (there < 0)
            {
                _places[at] = (entry + 1, hash);
                _count++;
                return -1;
            }
            Compared++;
            if (_places[at].Hash == hash && index.NameText(index.Entry(there)).SequenceEqual(name))
            {
                _places[at] = (entry + 1, hash);
                return there;
            }
        }
    }

    private void Grow(MessageIndex index)
    {
        var before = _places;
        Clear(2 * before.Length);
        foreach (var (entry, _) in before)
        {
            if (entry > 0)
                Place(index, entry - 1);
        }
    }

    private void Clear(int length)
    {
        if (_places.Length == length)
            Array.Clear(_places);
        else
            _places = new (int, int)[length];
        _count = 0;
    }

    /// <summary>Other in every process: names cannot be made up so that they all fall on one place.</summary>
    private static int HashOf(ReadOnlySpan<byte> name)
    {
        var hash = new HashCode();
        hash.AddBytes(name);
        return hash.ToHashCode();
    }
}
