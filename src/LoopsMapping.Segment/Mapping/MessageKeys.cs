using System.Security.Cryptography;
using System.Text;
using LoopsMapping.Mapping;

namespace LoopsMapping.Segment.Mapping;

/// <summary>The idempotency keys of what a message becomes: the same for the same message, however often an SDK sends it.</summary>
internal static class MessageKeys
{
    /// <summary>The namespace of these UUIDs; never to be changed, since it is in every key.</summary>
    private static readonly byte[] Namespace = new Guid("6f2a1f0e-52c5-4c0c-9d0e-0c9e8b6f4a37").ToByteArray(bigEndian: true);

    /// <summary>The key of the default mapping: the message's own id where Loops and HTTP take it.</summary>
    public static string OfMessage(string messageId) => IdempotencyKeys.IsValid(messageId) ? messageId : NameBased(messageId);

    /// <summary>The key of a class, which is another for each class.</summary>
    public static string OfMapping(string messageId, string typeName) => NameBased($"{messageId}\n{typeName}");

    /// <summary>A UUID of version 5 (RFC 9562, section 5.5).</summary>
    private static string NameBased(string name)
    {
        var length = Encoding.UTF8.GetByteCount(name);
        var input = length <= 1024 ? stackalloc byte[16 + length] : new byte[16 + length];
        Namespace.CopyTo(input);
        Encoding.UTF8.GetBytes(name, input[16..]);
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // What the RFC asks for; nothing is kept secret by it.
        SHA1.HashData(input, hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true).ToString();
    }
}
