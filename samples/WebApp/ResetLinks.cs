using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace WebApp;

/// <summary>The links to a new password that have been asked for.</summary>
internal sealed class ResetLinks(TimeProvider time)
{
    private static readonly TimeSpan SameClick = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, ResetLink> _links = new();

    /// <summary>
    /// Within a minute the link stays the same, and with it the e-mail's idempotency key: who clicks twice, or again after an error, gets one
    /// e-mail. Who asks later has lost the first one, and gets another.
    /// </summary>
    public ResetLink For(Guid userId)
    {
        var now = time.GetUtcNow();
        return _links.AddOrUpdate(userId, _ => New(now), (_, last) => now - last.AskedAt < SameClick ? last : New(now));
    }

    private static ResetLink New(DateTimeOffset now) => new(Guid.CreateVersion7(now), RandomNumberGenerator.GetHexString(64, lowercase: true), now);
}

/// <param name="Id">Names the link without opening it, so that it may be seen in a log.</param>
/// <param name="Token">Opens it.</param>
internal sealed record ResetLink(Guid Id, string Token, DateTimeOffset AskedAt);
