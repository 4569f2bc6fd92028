using System.Security.Cryptography;
using System.Text;

namespace LoopsMapping.Outbox;

/// <summary>Hashes of contents, so that a store need not keep the contents to tell whether they have changed.</summary>
internal static class LoopsOutboxHash
{
    private static ReadOnlySpan<byte> Separator => [0];

    /// <summary>The hash of a body.</summary>
    public static byte[] OfBody(ReadOnlySpan<byte> body) => SHA256.HashData(body);

    /// <summary>The hash of what a run has enqueued: mapping, lane and body.</summary>
    public static byte[] OfItem(string mapping, string lane, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(mapping));
        hash.AppendData(Separator);
        hash.AppendData(Encoding.UTF8.GetBytes(lane));
        hash.AppendData(Separator);
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
