using System.Text;
using Microsoft.AspNetCore.Http;

namespace LoopsMapping.Segment.Endpoint;

/// <summary>Where a request has its write key.</summary>
internal static class WriteKeys
{
    private const string Basic = "Basic ";
    private const int MaxHeaderLength = 1024;

    /// <summary>The user name of Basic authentication, with or without the colon behind it.</summary>
    /// <returns><see langword="null"/> when the request has none; empty when it cannot be read.</returns>
    public static string? OfHeader(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
            return null;
        Span<byte> credentials = stackalloc byte[MaxHeaderLength];
        if (header.Length > MaxHeaderLength || !Convert.TryFromBase64Chars(header.AsSpan(Basic.Length).Trim(), credentials, out var length))
            return "";
        var text = Encoding.UTF8.GetString(credentials[..length]);
        return text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? text[..colon] : text;
    }
}
