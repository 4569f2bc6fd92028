namespace LoopsMapping.Mapping;

internal static class IdempotencyKeys
{
    private const int MaxLength = 100;

    /// <summary>Whether Loops takes the key, and HTTP the header.</summary>
    public static bool IsValid(string key)
        => key.Length is > 0 and <= MaxLength && !key.AsSpan().ContainsAnyExceptInRange(' ', '~') && key[0] != ' ' && key[^1] != ' ';

    /// <summary>A new UUID of version 7.</summary>
    public static string Next()
    {
#if NET9_0_OR_GREATER
        return Guid.CreateVersion7().ToString();
#else
        // RFC 9562, section 5.7: 48 bits of Unix milliseconds, then version, variant and random bits.
        Span<byte> bytes = stackalloc byte[16];
        System.Security.Cryptography.RandomNumberGenerator.Fill(bytes);
        var milliseconds = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        for (var i = 5; i >= 0; i--, milliseconds >>= 8)
            bytes[i] = (byte)milliseconds;
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
#endif
    }
}
