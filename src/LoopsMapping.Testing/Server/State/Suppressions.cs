namespace LoopsMapping.Testing.State;

/// <summary>The emails that Loops mails no more, and how many can still be freed.</summary>
internal sealed class Suppressions(LoopsServerOptions options)
{
    private static readonly TimeSpan Period = TimeSpan.FromDays(30);

    private readonly HashSet<string> _emails = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<DateTimeOffset> _removedAt = new();

    public int Limit => options.SuppressionRemovals;

    public int Remaining(DateTimeOffset now)
    {
        while (_removedAt.TryPeek(out var removedAt) && now - removedAt >= Period)
            _removedAt.Dequeue();
        return Limit - _removedAt.Count;
    }

    public bool Contains(string email) => _emails.Contains(email);

    public void Add(string email) => _emails.Add(email);

    public void Remove(string email, DateTimeOffset now)
    {
        _emails.Remove(email);
        _removedAt.Enqueue(now);
    }
}
