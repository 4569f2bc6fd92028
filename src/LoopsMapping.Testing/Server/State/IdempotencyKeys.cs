namespace LoopsMapping.Testing.State;

/// <summary>The keys of the last 24 hours.</summary>
internal sealed class IdempotencyKeys(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private readonly Dictionary<string, long> _usedAt = new(StringComparer.Ordinal);

    public bool IsUsed(string key) => _usedAt.TryGetValue(key, out var usedAt) && time.GetElapsedTime(usedAt) < Lifetime;

    public void Use(string key) => _usedAt[key] = time.GetTimestamp();

    public void Clear() => _usedAt.Clear();
}
