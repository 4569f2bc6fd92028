using System.Buffers;

namespace LoopsMapping.Segment.Mapping;

/// <summary>The request bodies of one batch, in buffers that are given back together when the records are durable.</summary>
internal sealed class MessageBodies : IDisposable
{
    private const int ChunkLength = 64 * 1024;

    private readonly List<byte[]> _chunks = [];
    private int _used = ChunkLength;

    /// <summary>Keeps a copy of a body.</summary>
    public ReadOnlyMemory<byte> Keep(ReadOnlySpan<byte> body)
    {
        if (_chunks.Count == 0 || _chunks[^1].Length - _used < body.Length)
        {
            _chunks.Add(ArrayPool<byte>.Shared.Rent(Math.Max(ChunkLength, body.Length)));
            _used = 0;
        }
        var kept = _chunks[^1].AsMemory(_used, body.Length);
        body.CopyTo(kept.Span);
        _used += body.Length;
        return kept;
    }

    public void Dispose()
    {
        foreach (var chunk in _chunks)
            ArrayPool<byte>.Shared.Return(chunk);
        _chunks.Clear();
    }
}
