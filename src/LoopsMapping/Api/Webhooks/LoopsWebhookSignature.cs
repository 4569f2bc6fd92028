using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LoopsMapping;

/// <summary>
/// Tells whether a webhook comes from Loops: HMAC-SHA256 over <c>webhook-id.webhook-timestamp.body</c>, compared in constant time. Needs no web
/// framework. Thread-safe.
/// </summary>
/// <example>
/// <code>
/// var verdict = new LoopsWebhookSignature("whsec_…").Verify(id, timestamp, signature, body);
/// </code>
/// </example>
public sealed class LoopsWebhookSignature
{
    private const string Version = "v1,";
    private const string SecretPrefix = "whsec_";

    private readonly byte[][] _keys;

    /// <summary>Takes the signing secrets of the endpoint; several while one replaces another, of which any will do.</summary>
    /// <param name="secrets">Secrets as Loops shows them under Settings → Webhooks: base64, with or without <c>whsec_</c> before it.</param>
    /// <exception cref="ArgumentException">There is none, or one of them is no signing secret. The message does not repeat it.</exception>
    public LoopsWebhookSignature(params string[] secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        if (secrets.Length == 0)
            throw new ArgumentException("A signing secret is required: Loops shows it under Settings → Webhooks.", nameof(secrets));
        _keys = Array.ConvertAll(secrets, KeyOf);
    }

    /// <summary>How far the timestamp may be from now, before and after.</summary>
    /// <value>More than zero; 5 minutes by default. <see cref="TimeSpan.MaxValue"/> takes webhooks of any age.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is zero or less.</exception>
    public TimeSpan Tolerance
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromMinutes(5);

    /// <summary>The clock that says what now is.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Checks a webhook. What has another verdict than <see cref="LoopsWebhookVerdict.Valid"/> must not be read.</summary>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="timestamp">The header <c>webhook-timestamp</c>: seconds since 1970.</param>
    /// <param name="signature">The header <c>webhook-signature</c>: <c>v1,</c> and base64, several separated by a space, of which one has to fit.</param>
    /// <param name="body">The body, byte for byte as it came.</param>
    public LoopsWebhookVerdict Verify(string? id, string? timestamp, string? signature, ReadOnlySpan<byte> body)
    {
        if (string.IsNullOrWhiteSpace(id) || string.IsNullOrWhiteSpace(signature)
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return LoopsWebhookVerdict.Malformed;
        }
        if (!Fits(signature, id, timestamp, body))
            return LoopsWebhookVerdict.WrongSignature;
        var age = TimeProvider.GetUtcNow().ToUnixTimeSeconds() - seconds;
        return Math.Abs(age) > Tolerance.TotalSeconds ? LoopsWebhookVerdict.Stale : LoopsWebhookVerdict.Valid;
    }

    /// <summary>Signs a body as Loops does, with the first secret: for tests and local tools.</summary>
    /// <param name="id">What goes into the header <c>webhook-id</c>.</param>
    /// <param name="timestamp">What goes into the header <c>webhook-timestamp</c>, in whole seconds since 1970.</param>
    /// <param name="body">The body, byte for byte as it goes out.</param>
    /// <returns>The header <c>webhook-signature</c>: <c>v1,</c> and base64.</returns>
    public string Sign(string id, DateTimeOffset timestamp, ReadOnlySpan<byte> body)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Compute(_keys[0], id, timestamp.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), body, signature);
        return Version + Convert.ToBase64String(signature);
    }

    /// <summary>Every signature is compared with every secret, so that the time taken tells nobody how near they came.</summary>
    private bool Fits(string signatures, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        var expected = new byte[_keys.Length][];
        for (var i = 0; i < _keys.Length; i++)
            Compute(_keys[i], id, timestamp, body, expected[i] = new byte[HMACSHA256.HashSizeInBytes]);

        var fits = false;
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var entry in signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!entry.StartsWith(Version, StringComparison.Ordinal) || !Convert.TryFromBase64Chars(entry.AsSpan(Version.Length), given, out var length))
                continue;
            foreach (var signature in expected)
                fits |= CryptographicOperations.FixedTimeEquals(given[..length], signature);
        }
        return fits;
    }

    private static void Compute(byte[] key, string id, string timestamp, ReadOnlySpan<byte> body, Span<byte> signature)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hash.AppendData(body);
        hash.GetHashAndReset(signature);
    }

    private static byte[] KeyOf(string secret)
    {
        var text = secret.AsSpan().Trim();
        if (text.StartsWith(SecretPrefix, StringComparison.Ordinal))
            text = text[SecretPrefix.Length..];
        var key = new byte[text.Length];
        // Without a single byte in it, anybody could sign.
        return Convert.TryFromBase64Chars(text, key, out var length) && length > 0
            ? key[..length]
            : throw new ArgumentException("The webhook secret is no signing secret: it is base64, as a rule after \"whsec_\". Copy it once more from Loops under Settings → Webhooks.", nameof(secret));
    }
}
