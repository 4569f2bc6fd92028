using System.Security.Cryptography;
using System.Text;
using LoopsMapping.Testing.Pipeline;

namespace LoopsMapping.Testing.State;

/// <summary>The keys of the last 24 hours, by the clock on the wall: a journal brings them into another process. One set for all endpoints.</summary>
internal sealed class IdempotencyKeys
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private readonly Dictionary<string, (DateTimeOffset UsedAt, string Request)> _used = new(StringComparer.Ordinal);

    public bool IsUsed(ApiRequest request, DateTimeOffset now) => _used.TryGetValue(request.IdempotencyKey!, out var use) && now - use.UsedAt < Lifetime;

    /// <summary>Whether the key was used by the very same request.</summary>
    public bool IsReplay(ApiRequest request, DateTimeOffset now) => IsUsed(request, now) && _used[request.IdempotencyKey!].Request == Fingerprint(request);

    public void Use(ApiRequest request, DateTimeOffset now) => _used[request.IdempotencyKey!] = (now, Fingerprint(request));

    private static string Fingerprint(ApiRequest request)
        => Convert.ToHexString(SHA256.HashData([.. Encoding.UTF8.GetBytes(request.Path), 0, .. request.Body]));
}
