using System.Security.Cryptography;
using System.Text;
using LoopsMapping.Testing.Pipeline;

namespace LoopsMapping.Testing.State;

/// <summary>The keys of the last 24 hours, one set for all endpoints.</summary>
internal sealed class IdempotencyKeys(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private readonly Dictionary<string, (long UsedAt, string Request)> _used = new(StringComparer.Ordinal);

    public bool IsUsed(ApiRequest request) => _used.TryGetValue(request.IdempotencyKey!, out var use) && time.GetElapsedTime(use.UsedAt) < Lifetime;

    /// <summary>Whether the key was used by the very same request.</summary>
    public bool IsReplay(ApiRequest request) => IsUsed(request) && _used[request.IdempotencyKey!].Request == Fingerprint(request);

    public void Use(ApiRequest request) => _used[request.IdempotencyKey!] = (time.GetTimestamp(), Fingerprint(request));

    private static string Fingerprint(ApiRequest request)
        => Convert.ToHexString(SHA256.HashData([.. Encoding.UTF8.GetBytes(request.Path), 0, .. request.Body]));
}
