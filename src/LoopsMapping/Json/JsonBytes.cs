using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LoopsMapping.Json;

/// <summary>Stores without a check of their own: the caller has reserved what they write.</summary>
internal static class JsonBytes
{
    /// <summary>
    /// Copies a constant segment of generated code without the call that a copy of unknown length costs. Neither reads nor writes anything
    /// but the segment's length: two loads that overlap cover every length between one and two of them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(ReadOnlySpan<byte> segment, ref byte target)
    {
        ref var source = ref MemoryMarshal.GetReference(segment);
        var length = segment.Length;
        if (length is >= 8 and <= 16)
        {
            var tail = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, length - 8));
            Unsafe.WriteUnaligned(ref target, Unsafe.ReadUnaligned<ulong>(ref source));
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, length - 8), tail);
        }
        else if (length is > 16 and <= 32)
        {
            var tail = Vector128.LoadUnsafe(ref source, (nuint)(length - 16));
            Vector128.LoadUnsafe(ref source).StoreUnsafe(ref target);
            tail.StoreUnsafe(ref target, (nuint)(length - 16));
        }
        else
        {
            segment.CopyTo(MemoryMarshal.CreateSpan(ref target, length));
        }
    }

    /// <summary>Stores two bytes, the lower one first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref byte target, ushort bytes)
        => Unsafe.WriteUnaligned(ref target, BitConverter.IsLittleEndian ? bytes : BinaryPrimitives.ReverseEndianness(bytes));

    /// <summary>Stores four bytes, the lowest one first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref byte target, uint bytes)
        => Unsafe.WriteUnaligned(ref target, BitConverter.IsLittleEndian ? bytes : BinaryPrimitives.ReverseEndianness(bytes));

    /// <summary>Stores eight bytes, the lowest one first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref byte target, ulong bytes)
        => Unsafe.WriteUnaligned(ref target, BitConverter.IsLittleEndian ? bytes : BinaryPrimitives.ReverseEndianness(bytes));
}
