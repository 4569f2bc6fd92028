using System.Security.Cryptography;
using System.Text;

namespace LoopsMapping.Testing;

/// <summary>Where a <see cref="LoopsServer"/> sends webhooks to.</summary>
public sealed class LoopsServerWebhookEndpoint
{
    private readonly byte[] _key;

    /// <summary>Creates an endpoint.</summary>
    /// <param name="url">The absolute address, http or https.</param>
    /// <param name="secret">The signing secret as Loops shows it: <c>whsec_</c> and base64.</param>
    /// <exception cref="ArgumentException">The address is no such address, or the secret is not base64 after its first underscore.</exception>
    public LoopsServerWebhookEndpoint(Uri url, string secret)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentNullException.ThrowIfNull(secret);
        if (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https"))
            throw new ArgumentException("It must be an absolute address, http or https.", nameof(url));
        var encoded = secret[(secret.IndexOf('_', StringComparison.Ordinal) + 1)..];
        _key = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, _key, out var length) || length == 0)
            throw new ArgumentException("It must be whsec_ and base64.", nameof(secret));
        Array.Resize(ref _key, length);
        Url = url;
        Secret = secret;
    }

    /// <summary>The address.</summary>
    public Uri Url { get; }

    /// <summary>The signing secret.</summary>
    public string Secret { get; }

    /// <summary>
    /// What webhooks are sent with instead of a connection of their own, such as the handler of ASP.NET Core's <c>TestServer</c>. It is not
    /// disposed.
    /// </summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>The address.</summary>
    public override string ToString() => Url.ToString();

    /// <summary>The value of <c>webhook-signature</c>.</summary>
    internal string Sign(string id, long timestamp, string body)
        => "v1," + Convert.ToBase64String(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(FormattableString.Invariant($"{id}.{timestamp}.{body}"))));
}
