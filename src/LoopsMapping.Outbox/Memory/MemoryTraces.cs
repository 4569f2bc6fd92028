using System.Security.Cryptography;

namespace LoopsMapping.Outbox.Memory;

/// <summary>What is left of messages that are gone: their keys, hashes of contacts' contents, and the runs of backfills.</summary>
internal sealed class MemoryTraces
{
    private readonly Dictionary<(string Team, string Key), Receipt> _receipts = [];
    private readonly Dictionary<(string Team, string Lane, string Mapping), RememberedContent> _contents = [];
    private readonly Dictionary<(string Team, string Run), Run> _runs = [];

    public long? FindReceipt(string team, string key) => _receipts.TryGetValue((team, key), out var receipt) ? receipt.Id : null;

    public bool IsRemembered(LoopsOutboxMessage message) =>
        message.Mapping is { } mapping
        && _contents.TryGetValue((message.Team, message.Lane, mapping), out var remembered)
        && remembered.Hash == Hash(message);

    public bool IsInRun(LoopsOutboxMessage message) =>
        message.Run is { } run && _runs.TryGetValue((message.Team, run), out var known) && known.Messages.Contains(RunEntry(message));

    public void AddToRun(LoopsOutboxMessage message, DateTimeOffset now)
    {
        if (message.Run is not { } name)
            return;
        if (!_runs.TryGetValue((message.Team, name), out var run))
            _runs.Add((message.Team, name), run = new());
        run.Messages.Add(RunEntry(message));
        run.LastMessageAt = now;
    }

    public void Delivered(MemoryMessage message, DateTimeOffset now)
    {
        var content = message.Content;
        if (content.IdempotencyKey is { } key)
            _receipts[(content.Team, key)] = new(message.Id, now);
        if (content.Mapping is { } mapping && (content.SkipUnchanged || _contents.ContainsKey((content.Team, content.Lane, mapping))))
            _contents[(content.Team, content.Lane, mapping)] = new(Hash(content), message.Contact);
        // What was under way when the deletion was enqueued has been remembered since.
        if (content.DeletesContact)
            Forget(content.Team, message.Contact);
    }

    /// <summary>The dead letter that a message was before: under another key, since it is in no other message's way.</summary>
    public long? FindDeadLetter(LoopsOutboxMessage message) => message.IdempotencyKey is { } key ? FindReceipt(message.Team, DeadLetterKey(key)) : null;

    public void KeepDeadLetter(MemoryMessage message, DateTimeOffset now)
    {
        if (message.Content.IdempotencyKey is { } key)
            _receipts[(message.Content.Team, DeadLetterKey(key))] = new(message.Id, now);
    }

    /// <summary>Forgets the contents of a contact, of one team or of all.</summary>
    public void Forget(string? team, ContactMatch contact)
    {
        foreach (var (place, remembered) in _contents)
        {
            if ((team is null || place.Team == team) && contact.Includes(remembered.Contact, place.Lane))
                _contents.Remove(place);
        }
    }

    public void CleanUp(LoopsOutboxRetention retention, DateTimeOffset now)
    {
        foreach (var (key, receipt) in _receipts)
        {
            if (now - receipt.DeliveredAt >= retention.Receipts)
                _receipts.Remove(key);
        }
        foreach (var (name, run) in _runs)
        {
            if (now - run.LastMessageAt >= retention.Runs)
                _runs.Remove(name);
        }
    }

    private static string DeadLetterKey(string key) => $"\u0001{key}";

    private static string Hash(LoopsOutboxMessage message) => Convert.ToHexString(SHA256.HashData(message.Body.Span));

    private static (string Lane, string? Mapping, string Body) RunEntry(LoopsOutboxMessage message) => (message.Lane, message.Mapping, Hash(message));

    private readonly record struct Receipt(long Id, DateTimeOffset DeliveredAt);

    private readonly record struct RememberedContent(string Hash, ContactMatch Contact);

    private sealed class Run
    {
        public HashSet<(string Lane, string? Mapping, string Body)> Messages { get; } = [];

        public DateTimeOffset LastMessageAt { get; set; }
    }
}
