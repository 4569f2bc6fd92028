namespace LoopsMapping.Outbox.Memory;

/// <summary>Everything that a store in memory holds. It is one caller's at a time, and every call is one change.</summary>
internal sealed class MemoryOutbox
{
    private readonly MemoryQueue _queue = new();
    private readonly MemoryTraces _traces = new();
    private readonly SortedDictionary<long, MemoryMessage> _deadLetters = [];
    private readonly Dictionary<string, MemoryPause> _pauses = new(StringComparer.Ordinal);
    private long _lastId;

    public LoopsOutboxTicket Enqueue(LoopsOutboxMessage message, DateTimeOffset now)
    {
        if (message.IdempotencyKey is { } key && FindByKey(message.Team, key) is { } earlier)
            return new(earlier, LoopsOutboxEntry.Duplicate);
        if (message.Failure is { } failure)
        {
            if (_traces.FindDeadLetter(message) is { } known)
                return new(known, LoopsOutboxEntry.Duplicate);
            var deadLetter = NewMessage(message, now);
            _traces.KeepDeadLetter(deadLetter, now);
            DeadLetter(deadLetter, failure, now);
            return new(deadLetter.Id, LoopsOutboxEntry.DeadLetter);
        }
        if (_traces.IsInRun(message) || (message.SkipUnchanged && !_queue.HasLane(message.Team, message.Lane) && _traces.IsRemembered(message)))
            return new(0, LoopsOutboxEntry.Unchanged);

        var stored = NewMessage(message, now);
        if (message.DeletesContact)
            ForgetContact(message.Team, stored.Contact, now);
        _traces.AddToRun(stored.Content, now);
        _queue.Append(stored, now);
        return new(stored.Id, LoopsOutboxEntry.Enqueued);
    }

    public LoopsOutboxClaims Claim(string team, int maxCount, TimeSpan lease, DateTimeOffset now)
    {
        if (!_pauses.TryGetValue(team, out var pause))
            return new(_queue.Claim(team, maxCount, lease, now), Until(_queue.NextDue(team, now), now));

        var claims = pause.NextProbeAt(now) <= now ? _queue.Claim(team, 1, lease, now) : [];
        if (claims is [var claim] && _queue.TryGet(claim.Id, out var probe))
            pause.Probe(probe, claim.LeaseToken, now + lease);
        var due = _queue.NextDue(team, now);
        var probeAt = pause.NextProbeAt(now);
        return new(claims, Until(due < probeAt ? probeAt : due, now), IsProbe: claims.Count > 0);
    }

    /// <returns>The message of a claim; <see langword="null"/> when it is gone or somebody else's.</returns>
    public MemoryMessage? FindHeld(LoopsOutboxClaim claim, DateTimeOffset now) =>
        _queue.TryGet(claim.Id, out var message) && message.IsHeldBy(claim.LeaseToken, now) ? message : null;

    public void MarkAttempt(MemoryMessage message, DateTimeOffset now)
    {
        message.MarkAttempt(now);
        // What was under way when the deletion was enqueued, and is to be tried again, would bring the contact back.
        if (message.Content.DeletesContact)
            ForgetContact(message.Content.Team, message.Contact, now, before: message.Id);
    }

    public void Complete(MemoryMessage message, DateTimeOffset now)
    {
        _queue.Settle(message, now);
        _traces.Delivered(message, now);
    }

    public void Reschedule(MemoryMessage message, LoopsOutboxRetry retry, DateTimeOffset now)
    {
        message.Reschedule(retry);
        _queue.Delay(message, now + retry.Delay);
    }

    public void GiveUp(MemoryMessage message, LoopsOutboxFailure failure, DateTimeOffset now)
    {
        _queue.Settle(message, now);
        DeadLetter(message, failure, now);
    }

    public void Pause(string team, string reason, DateTimeOffset probeAt) => _pauses[team] = new(reason, probeAt);

    public void Resume(string team) => _pauses.Remove(team);

    public IReadOnlyList<long> FindPending(IEnumerable<long> ids) => [.. ids.Distinct().Where(id => _queue.TryGet(id, out var _)).Order()];

    public IReadOnlyList<LoopsOutboxStats> GetStats(DateTimeOffset now)
    {
        var pending = _queue.Messages.ToLookup(static message => message.Content.Team, StringComparer.Ordinal);
        var deadLetters = _deadLetters.Values.ToLookup(static message => message.Content.Team, StringComparer.Ordinal);
        return
        [
            .. pending.Select(static of => of.Key).Concat(deadLetters.Select(static of => of.Key)).Concat(_pauses.Keys)
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(team => new LoopsOutboxStats(
                    team,
                    pending[team].Count(),
                    deadLetters[team].Count(),
                    pending[team].Any() ? now - pending[team].Min(static message => message.EnqueuedAt) : null,
                    _pauses.GetValueOrDefault(team)?.Reason)),
        ];
    }

    public IReadOnlyList<LoopsOutboxRecord> List(LoopsOutboxQuery query) =>
    [
        .. Find(query).Where(message => message.Id > query.AfterId).OrderBy(static message => message.Id).Take(query.Limit)
            .Select(message => message.ToRecord(message.Failure is null ? _queue.DueAt(message) : null)),
    ];

    public int Retry(LoopsOutboxQuery query, DateTimeOffset now) =>
        Find(query).Where(static message => message.Failure is not null).ToList().Count(message => TryRenew(message, now));

    public int Purge(LoopsOutboxQuery query, DateTimeOffset now)
    {
        var messages = Find(query).Where(message => !message.IsUnderWay(now)).ToList();
        foreach (var message in messages)
        {
            if (!_deadLetters.Remove(message.Id))
                _queue.Remove(message, now);
        }
        if (query.Contact is { } contact)
            _traces.Forget(query.Team, ContactMatch.Of(contact));
        return messages.Count;
    }

    public void CleanUp(LoopsOutboxRetention retention, DateTimeOffset now)
    {
        foreach (var message in _deadLetters.Values.Where(message => now - message.FailedAt >= retention.DeadLetters).ToList())
            _deadLetters.Remove(message.Id);
        _traces.CleanUp(retention, now);
    }

    private static TimeSpan? Until(DateTimeOffset? due, DateTimeOffset now) => due is null ? null : due > now ? due - now : TimeSpan.Zero;

    /// <summary>The body is the caller's again once the store has answered, so it is copied.</summary>
    private MemoryMessage NewMessage(LoopsOutboxMessage message, DateTimeOffset now) => new(++_lastId, message with { Body = message.Body.ToArray() }, now);

    private void DeadLetter(MemoryMessage message, LoopsOutboxFailure failure, DateTimeOffset now)
    {
        message.Fail(failure, now);
        _deadLetters.Add(message.Id, message);
    }

    private long? FindByKey(string team, string key) => _queue.TryGetByKey(team, key, out var pending) ? pending.Id : _traces.FindReceipt(team, key);

    private void ForgetContact(string team, ContactMatch contact, DateTimeOffset now, long before = long.MaxValue)
    {
        foreach (var message in _queue.Messages.Where(message => message.Id < before && message.Content.Team == team && !message.IsUnderWay(now) && contact.Includes(message)).ToList())
            _queue.Remove(message, now);
        _traces.Forget(team, contact);
    }

    private IEnumerable<MemoryMessage> Find(LoopsOutboxQuery query)
    {
        // A reason is a dead letter's: whoever names one does not mean what is pending.
        IEnumerable<MemoryMessage> messages = query.State == LoopsOutboxState.DeadLetter || query.Reason is not null ? [] : _queue.Messages;
        if (query.State != LoopsOutboxState.Pending)
            messages = messages.Concat(_deadLetters.Values);
        if (query.Team is { } team)
            messages = messages.Where(message => message.Content.Team == team);
        if (query.Contact is { } text && ContactMatch.Of(text) is var contact)
            messages = messages.Where(contact.Includes);
        if (query.Ids is { } ids && ids.ToHashSet() is var numbers)
            messages = messages.Where(message => numbers.Contains(message.Id));
        if (query.Reason is { } reason)
            messages = messages.Where(message => message.Failure?.Reason == reason);
        return messages;
    }

    private bool TryRenew(MemoryMessage deadLetter, DateTimeOffset now)
    {
        var content = deadLetter.Content;
        if (deadLetter.Failure!.Reason == LoopsOutboxReason.Invalid || (content.IdempotencyKey is { } key && FindByKey(content.Team, key) is not null))
            return false;
        _deadLetters.Remove(deadLetter.Id);
        _queue.Append(deadLetter.Renew(++_lastId, now), now);
        return true;
    }
}
