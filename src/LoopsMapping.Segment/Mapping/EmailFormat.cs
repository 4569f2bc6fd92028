using System.Buffers;

namespace LoopsMapping.Segment.Mapping;

/// <summary>
/// Which e-mail addresses Segment lets through: ASCII, no quotes, no empty part between dots, and a domain of at least two labels that neither
/// begin nor end with a hyphen.
/// </summary>
internal static class EmailFormat
{
    private static readonly SearchValues<byte> LocalPart = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+/=?^_`{|}~-"u8);
    private static readonly SearchValues<byte> Label = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"u8);

    public static bool IsValid(ReadOnlySpan<byte> email)
    {
        var at = email.IndexOf((byte)'@');
        return at > 0 && ArePartsValid(email[..at], LocalPart, isDomain: false) && ArePartsValid(email[(at + 1)..], Label, isDomain: true);
    }

    private static bool ArePartsValid(ReadOnlySpan<byte> text, SearchValues<byte> allowed, bool isDomain)
    {
        var parts = 0;
        while (true)
        {
            var dot = text.IndexOf((byte)'.');
            var part = dot < 0 ? text : text[..dot];
            if (part.IsEmpty || part.ContainsAnyExcept(allowed) || (isDomain && (part[0] == '-' || part[^1] == '-')))
                return false;
            parts++;
            if (dot < 0)
                return !isDomain || parts > 1;
            text = text[(dot + 1)..];
        }
    }
}
