using System.Buffers.Binary;
using System.Numerics;

namespace LoopsMapping.Segment.Messages;

/// <summary>Tells names apart without comparing them; what is equal is compared.</summary>
internal static class NameHash
{
    public static uint Of(ReadOnlySpan<byte> name)
    {
        var hash = (uint)name.Length * 0x9E37_79B1;
        if (name.Length >= 4)
        {
            hash ^= BinaryPrimitives.ReadUInt32LittleEndian(name) * 0x85EB_CA6B;
            hash = BitOperations.RotateLeft(hash, 13) ^ (BinaryPrimitives.ReadUInt32LittleEndian(name[^4..]) * 0xC2B2_AE35);
            // Between the ends one word, for names like address_line_1_of_home.
            hash = BitOperations.RotateLeft(hash, 15) ^ BinaryPrimitives.ReadUInt32LittleEndian(name[((name.Length - 4) / 2)..]);
        }
        else
        {
            foreach (var unit in name)
                hash = (hash ^ unit) * 0x0100_0193;
        }
        return hash ^ (hash >> 15);
    }
}
