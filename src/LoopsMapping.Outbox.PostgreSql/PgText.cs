using System.Security.Cryptography;
using System.Text;

namespace LoopsMapping.Outbox.PostgreSql;

/// <summary>Texts as PostgreSQL can keep and index them.</summary>
internal static class PgText
{
    /// <summary>An index takes 2,704 bytes, and the largest of ours has three texts.</summary>
    private const int LongestKey = 600;

    /// <summary>The text; what PostgreSQL has no place for, U+0000 and halves of surrogate pairs, becomes U+FFFD.</summary>
    public static string? Clean(string? text)
    {
        if (text is null)
            return null;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0')
                return Replace(text);
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return Replace(text);
            i++;
        }
        return text;
    }

    /// <summary>What a text is compared and found by: itself, or its hash when it is too long for an index.</summary>
    public static string? Key(string? text)
    {
        if (Clean(text) is not { } clean)
            return null;
        if (clean.Length <= LongestKey / 3 || Encoding.UTF8.GetByteCount(clean) <= LongestKey)
            return clean;
        return $"sha256:{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(clean)))}";
    }

#pragma warning disable CA1308 // Loops compares e-mail addresses in lower case.
    /// <summary>What an address is compared by: upper and lower case make no difference.</summary>
    public static string? EmailKey(string? email) => Key(email?.ToLowerInvariant());
#pragma warning restore CA1308

    private static string Replace(string text) => string.Concat(text.EnumerateRunes()).Replace('\0', '\uFFFD');
}
