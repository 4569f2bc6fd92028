using System.Buffers;
using LoopsMapping.Generated.LoopsMapping.Benchmarks.Serialization;

namespace LoopsMapping.Benchmarks.Serialization;

/// <summary>Ours.</summary>
internal sealed class LoopsPeer : ISerializerPeer
{
    private readonly LoopsMap<Contact> _map = ContactContactMap.Instance;

    public byte[] ToArray(Contact contact)
    {
        var buffer = _map.Serialize(contact, out var length, out _, out _);
        var bytes = buffer[..length];
        ArrayPool<byte>.Shared.Return(buffer);
        return bytes;
    }

    public void Run(Contact contact, int times)
    {
        for (var i = 0; i < times; i++)
            ArrayPool<byte>.Shared.Return(_map.Serialize(contact, out _, out _, out _));
    }
}
