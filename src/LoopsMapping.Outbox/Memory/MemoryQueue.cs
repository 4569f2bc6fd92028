using System.Diagnostics.CodeAnalysis;

namespace LoopsMapping.Outbox.Memory;

/// <summary>The pending messages in their lanes.</summary>
internal sealed class MemoryQueue
{
    private readonly Dictionary<long, MemoryMessage> _pending = [];
    private readonly Dictionary<string, Dictionary<string, MemoryLane>> _teams = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Team, string Key), MemoryMessage> _keys = [];
    private long _lastTurn;
    private long _lastLease;

    public IEnumerable<MemoryMessage> Messages => _pending.Values;

    public bool TryGet(long id, [MaybeNullWhen(false)] out MemoryMessage message) => _pending.TryGetValue(id, out message);

    public bool TryGetByKey(string team, string key, [MaybeNullWhen(false)] out MemoryMessage message) => _keys.TryGetValue((team, key), out message);

    public bool HasLane(string team, string lane) => _teams.TryGetValue(team, out var lanes) && lanes.ContainsKey(lane);

    public DateTimeOffset DueAt(MemoryMessage message) => Lane(message).DueAt;

    public void Append(MemoryMessage message, DateTimeOffset now)
    {
        var content = message.Content;
        _pending.Add(message.Id, message);
        if (content.IdempotencyKey is { } key)
            _keys.Add((content.Team, key), message);
        if (!_teams.TryGetValue(content.Team, out var lanes))
            _teams.Add(content.Team, lanes = new(StringComparer.Ordinal));
        if (!lanes.TryGetValue(content.Lane, out var lane))
        {
            lanes.Add(content.Lane, lane = new());
            lane.Queue(now, ++_lastTurn);
        }
        lane.Append(message);
    }

    /// <summary>Takes the head of a lane out that was sent, or never will be: the lane goes behind those that wait.</summary>
    public void Settle(MemoryMessage head, DateTimeOffset now)
    {
        var lane = Lane(head);
        Take(head, lane);
        lane.Queue(now, ++_lastTurn);
    }

    /// <summary>Removes a message that is not under way.</summary>
    public void Remove(MemoryMessage message, DateTimeOffset now)
    {
        var lane = Lane(message);
        var wasHead = lane.Head == message;
        Take(message, lane);
        if (wasHead)
            lane.EndDelay(now);
    }

    public void Delay(MemoryMessage head, DateTimeOffset dueAt) => Lane(head).Queue(dueAt, ++_lastTurn);

    public List<LoopsOutboxClaim> Claim(string team, int maxCount, TimeSpan lease, DateTimeOffset now)
    {
        var claims = new List<LoopsOutboxClaim>();
        var due = WaitingLanes(team, now)
            .Where(lane => lane.DueAt <= now)
            .OrderBy(static lane => lane.Priority).ThenBy(static lane => lane.DueAt).ThenBy(static lane => lane.Turn)
            .ToList();
        foreach (var lane in due)
        {
            if (claims.Count == maxCount)
                break;
            // Asked anew for each: the claims of this very call are under way, too.
            if (!HasToWait(lane.Head, now))
                claims.Add(lane.Head.Claim($"{++_lastLease}", now, lease));
        }
        return claims;
    }

    /// <summary>When the next head becomes due that somebody could claim; <see langword="null"/> when none waits.</summary>
    public DateTimeOffset? NextDue(string team, DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        foreach (var lane in WaitingLanes(team, now))
        {
            if ((next is null || lane.DueAt < next) && !HasToWait(lane.Head, now))
                next = lane.DueAt;
        }
        return next;
    }

    private IEnumerable<MemoryLane> WaitingLanes(string team, DateTimeOffset now) =>
        _teams.TryGetValue(team, out var lanes) ? lanes.Values.Where(lane => !lane.Head.IsUnderWay(now)) : [];

    private bool HasToWait(MemoryMessage head, DateTimeOffset now) => head.Content.DeletesContact && _pending.Values.Any(other =>
        other != head && other.Content.Team == head.Content.Team && other.IsUnderWay(now) && head.Contact.Includes(other));

    private MemoryLane Lane(MemoryMessage message) => _teams[message.Content.Team][message.Content.Lane];

    private void Take(MemoryMessage message, MemoryLane lane)
    {
        var content = message.Content;
        _pending.Remove(message.Id);
        if (content.IdempotencyKey is { } key)
            _keys.Remove((content.Team, key));
        lane.Remove(message);
        if (lane.IsEmpty)
            _teams[content.Team].Remove(content.Lane);
    }
}
