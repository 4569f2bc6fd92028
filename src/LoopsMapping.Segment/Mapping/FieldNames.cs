using System.Text;
using LoopsMapping.Segment.Messages;

namespace LoopsMapping.Segment.Mapping;

/// <summary>A set of names, asked for with names of a message.</summary>
internal sealed class FieldNames
{
    public static readonly FieldNames None = new([]);

    private readonly byte[][] _names;
    private readonly uint[] _hashes;

    public FieldNames(IEnumerable<string> names)
    {
        _names = [.. names.Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes)];
        _hashes = [.. _names.Select(static name => NameHash.Of(name))];
    }

    public bool Contains(FieldName field) => Contains(field.Name, field.Hash);

    public bool Contains(ReadOnlySpan<byte> name, uint hash)
    {
        for (var i = 0; i < _hashes.Length; i++)
        {
            if (_hashes[i] == hash && name.SequenceEqual(_names[i]))
                return true;
        }
        return false;
    }
}
