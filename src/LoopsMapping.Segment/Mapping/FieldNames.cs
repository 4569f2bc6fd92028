using System.Text;
using LoopsMapping.Segment.Messages;

namespace LoopsMapping.Segment.Mapping;

/// <summary>A set of names, asked for with names of a message.</summary>
internal sealed class FieldNames
{
    public static readonly FieldNames None = new([]);

    private readonly byte[][] _names;
    private readonly uint[] _hashes;

    /// <summary>A bit for each name, so that most names are known not to be among them.</summary>
    private readonly ulong _bits;

    public FieldNames(IEnumerable<string> names)
    {
        _names = [.. names.Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes)];
        _hashes = [.. _names.Select(static name => NameHash.Of(name))];
        foreach (var hash in _hashes)
            _bits |= 1UL << (int)(hash & 63);
    }

    /// <summary>False when a name with this hash is not among them.</summary>
    public bool MayContain(uint hash) => (_bits & (1UL << (int)(hash & 63))) != 0;

    public bool Contains(FieldName field) => Contains(field.Name, field.Hash);

    public bool Contains(ReadOnlySpan<byte> name, uint hash)
    {
        if (!MayContain(hash))
            return false;
        for (var i = 0; i < _hashes.Length; i++)
        {
            if (_hashes[i] == hash && name.SequenceEqual(_names[i]))
                return true;
        }
        return false;
    }
}
