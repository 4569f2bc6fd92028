using System.Buffers;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LoopsMapping.Mapping;

namespace LoopsMapping.Json;

/// <summary>
/// What generated maps write a request body with: whole JSON segments that were escaped at compile time
/// (<c>,"firstName":"</c>), each followed by a value that is escaped or formatted in place, into one pooled buffer.
/// </summary>
/// <remarks>
/// Every member's segment begins with a comma; the first comma of an object becomes its opening brace when the object ends,
/// so nothing has to ask whether it is the first. A <see langword="null"/> value writes nothing at all.
/// This type is the generator's contract with the library, not meant to be called by hand.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct LoopsJsonWriter
{
    /// <summary>The longest text Loops takes as a contact or event value: 500 characters with the two quotes.</summary>
    internal const int MaxTextLength = 498;

    /// <summary>The longest request Loops takes, attachments included: 4 MB.</summary>
    internal const int MaxBodyLength = 4 * 1024 * 1024;

    private const int InitialCapacity = 4096;

    private readonly IMappedType _mapped;
    private byte[] _buffer;
    private int _length;
    private MappedIdentity _identity;

    internal LoopsJsonWriter(IMappedType mapped)
    {
        _mapped = mapped;
        _buffer = ArrayPool<byte>.Shared.Rent(InitialCapacity);
    }

    /// <summary>The body so far: members without the opening and closing brace.</summary>
    internal readonly ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Writes members that are the same for every value, escaped by the caller.</summary>
    /// <param name="segment">One or more whole members, each beginning with a comma: <c>,"eventName":"User Registered"</c>.</param>
    public void WriteRaw(ReadOnlySpan<byte> segment)
    {
        JsonBytes.Copy(segment, ref Reserve(segment.Length));
        Advance(segment.Length);
    }

    /// <summary>Begins a nested object, which vanishes again if no member of it is written.</summary>
    /// <param name="segment">The member's name: <c>,"eventProperties":</c>.</param>
    /// <returns>The mark to hand to <see cref="EndObject"/>.</returns>
    public int BeginObject(ReadOnlySpan<byte> segment)
    {
        WriteRaw(segment);
        return _length;
    }

    /// <summary>Ends the object begun at <paramref name="mark"/>.</summary>
    /// <param name="mark">What <see cref="BeginObject"/> returned.</param>
    /// <param name="segment">The segment that <see cref="BeginObject"/> was given.</param>
    public void EndObject(int mark, ReadOnlySpan<byte> segment)
    {
        if (_length == mark)
        {
            _length -= segment.Length;
            return;
        }
        Close(mark);
    }

    /// <summary>Ends the body and hands the pooled buffer over.</summary>
    internal byte[] Detach(out int length)
    {
        if (_length == 0)
            WriteRaw(","u8);
        Close(0);
        var buffer = _buffer;
        length = _length;
        _buffer = [];
        _length = 0;
        return buffer;
    }

    /// <summary>Gives the buffer back when no request came of it.</summary>
    internal void Dispose()
    {
        if (_buffer is { Length: > 0 } buffer)
            ArrayPool<byte>.Shared.Return(buffer);
        _buffer = [];
        _length = 0;
    }

    private void Close(int start)
    {
        Reserve(1) = (byte)'}';
        Advance(1);
        _buffer[start] = (byte)'{';
    }

    /// <summary>Makes room: what is returned may be written to for <paramref name="count"/> bytes, unchecked, until the next call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref byte Reserve(int count)
    {
        if (_buffer.Length - _length < count)
            Grow(count);
        return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_buffer), _length);
    }

    /// <summary>Takes what was written since <see cref="Reserve"/>, never more than was asked for there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Advance(int count)
    {
        Debug.Assert(count <= _buffer.Length - _length);
        _length += count;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int count)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, checked(_length + count)));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
