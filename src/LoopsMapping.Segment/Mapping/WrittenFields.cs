using System.Runtime.CompilerServices;

namespace LoopsMapping.Segment.Mapping;

/// <summary>Which fields a body has already, so that no attribute of the same name follows.</summary>
internal struct WrittenFields
{
    private Slots _fields;
    private int _count;
    private ulong _seen;

    public void Add(FieldName field)
    {
        _fields[_count++] = field;
        _seen |= 1UL << (int)(field.Hash & 63);
    }

    /// <summary>False when a name with this hash is not among them.</summary>
    public readonly bool MayContain(uint hash) => (_seen & (1UL << (int)(hash & 63))) != 0;

    public readonly bool Contains(scoped ReadOnlySpan<byte> name, uint hash)
    {
        if (!MayContain(hash))
            return false;
        for (var i = 0; i < _count; i++)
        {
            if (_fields[i].Hash == hash && name.SequenceEqual(_fields[i].Name))
                return true;
        }
        return false;
    }

    [InlineArray(12)]
    private struct Slots
    {
        private FieldName _first;
    }
}
