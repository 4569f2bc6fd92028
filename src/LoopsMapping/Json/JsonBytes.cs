using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LoopsMapping.Json;

/// <summary>Copies the short constant segments of generated code without the call that a copy of unknown length costs.</summary>
internal static class JsonBytes
{
    /// <summary>The target has room for the segment: the writer has reserved it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(ReadOnlySpan<byte> segment, ref byte target)
    {
        ref var source = ref MemoryMarshal.GetReference(segment);
        var length = segment.Length;
        if (length is >= 16 and <= 32)
        {
            // Two loads that overlap cover every length in between.
            Vector128.LoadUnsafe(ref source).StoreUnsafe(ref target);
            Vector128.LoadUnsafe(ref source, (nuint)(length - 16)).StoreUnsafe(ref target, (nuint)(length - 16));
        }
        else if (length is >= 8 and < 16)
        {
            Unsafe.WriteUnaligned(ref target, Unsafe.ReadUnaligned<ulong>(ref source));
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, length - 8), Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, length - 8)));
        }
        else
        {
            segment.CopyTo(MemoryMarshal.CreateSpan(ref target, length));
        }
    }
}
