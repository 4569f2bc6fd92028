using System.Security.Cryptography;
using System.Text;

namespace LoopsMapping.Segment.Endpoint;

/// <summary>
/// The signature of Segment's Webhooks destination: header <c>X-Signature</c>, HMAC-SHA1 of the body in hexadecimal, with the shared secret.
/// </summary>
internal static class WebhookSignature
{
    public const string Header = "X-Signature";

    public static bool IsValid(ReadOnlySpan<byte> body, string signature, string secret)
    {
        if (signature.Length != 2 * HMACSHA1.HashSizeInBytes || !signature.All(char.IsAsciiHexDigit))
            return false;
        Span<byte> expected = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // It is what Segment signs with; as a keyed hash it holds.
        HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), body, expected);
#pragma warning restore CA5350
        return CryptographicOperations.FixedTimeEquals(expected, Convert.FromHexString(signature));
    }
}
