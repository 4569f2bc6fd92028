using Npgsql;

namespace LoopsMapping.Outbox.PostgreSql;

/// <summary>
/// Enqueues for all callers of a process, one statement after another: what is asked for while one is under way shares the next, so that sixteen callers
/// do not pay for sixteen commits and one does not wait. Callers are served in the order in which they asked.
/// </summary>
internal sealed class EnqueueWriter(PgDatabase database, Action<string> enqueued)
{
    private const int LargestGroup = 500;
    private const int LargestBodies = 8 << 20;

    private readonly object _gate = new();
    private readonly Queue<Work> _queue = [];
    private bool _isWriting;

    /// <summary>Stores messages, all of them or none.</summary>
    public Task<IReadOnlyList<LoopsOutboxTicket>> EnqueueAsync(IReadOnlyList<LoopsOutboxMessage> messages, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<IReadOnlyList<LoopsOutboxTicket>>(cancellationToken);
        // Before it is anybody else's business: one that cannot be stored fails its own caller alone.
        foreach (var message in messages)
            ArgumentNullException.ThrowIfNull(message, nameof(messages));
        var work = new Work(messages);
        lock (_gate)
        {
            _queue.Enqueue(work);
            if (_isWriting)
                return work.Task;
            _isWriting = true;
        }
        // The caller that finds nobody writing writes; its own answer does not wait for those who come after it.
        _ = WriteAsync();
        return work.Task;
    }

    private async Task WriteAsync()
    {
        var group = new List<Work>();
        while (TakeGroup(group))
        {
            await WriteAsync(group).ConfigureAwait(false);
            group.Clear();
        }
    }

    private bool TakeGroup(List<Work> group)
    {
        lock (_gate)
        {
            var messages = 0;
            var bytes = 0L;
            while (_queue.TryPeek(out var work) && (group.Count == 0 || (messages + work.Messages.Count <= LargestGroup && bytes + work.Bytes <= LargestBodies)))
            {
                group.Add(_queue.Dequeue());
                messages += work.Messages.Count;
                bytes += work.Bytes;
            }
            return _isWriting = group.Count > 0;
        }
    }

    private async Task WriteAsync(List<Work> group)
    {
        try
        {
            var tickets = await StoreAsync(group.Count == 1 ? group[0].Messages : [.. group.SelectMany(static work => work.Messages)]).ConfigureAwait(false);
            foreach (var team in group.SelectMany(static work => work.Messages).Select(static message => message.Team).Distinct(StringComparer.Ordinal))
                enqueued(team);
            var first = 0;
            foreach (var work in group)
            {
                work.Succeed(group.Count == 1 ? tickets : tickets.GetRange(first, work.Messages.Count));
                first += work.Messages.Count;
            }
        }
        catch (Exception exception) when (group.Count > 1 && exception.InnerException is Npgsql.PostgresException postgres && !PgErrors.IsLostConnection(postgres))
        {
            // One that PostgreSQL refuses must not take the others of its group with it.
            foreach (var work in group)
                await WriteAsync([work]).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            foreach (var work in group)
                work.Fail(exception);
        }
    }

    private async Task<List<LoopsOutboxTicket>> StoreAsync(IReadOnlyList<LoopsOutboxMessage> messages)
    {
        if (messages is [var only] && await StoreAsync(EnqueueColumns.OneStatement, EnqueueColumns.Of(only)).ConfigureAwait(false) is { Count: 1 } ticket)
            return ticket;
        return await StoreAsync(EnqueueColumns.ManyStatement, EnqueueColumns.Of(messages)).ConfigureAwait(false);
    }

    private Task<List<LoopsOutboxTicket>> StoreAsync(string statement, NpgsqlParameter[] parameters) => database.QueryAsync(
        statement, parameters,
        static async reader =>
        {
            var tickets = new List<LoopsOutboxTicket>();
            while (await reader.ReadAsync().ConfigureAwait(false))
            {
                if (!reader.IsDBNull(0))
                    tickets.Add(Ticket(reader.GetInt64(0)));
            }
            Failpoint.Reach(Failpoint.AfterCommit);
            return tickets;
        }, CancellationToken.None, Failpoint.BeforeCommit);

    private static LoopsOutboxTicket Ticket(long added) => new(added >> 2, (LoopsOutboxEntry)(added & 3));

    private sealed class Work(IReadOnlyList<LoopsOutboxMessage> messages)
    {
        private readonly TaskCompletionSource<IReadOnlyList<LoopsOutboxTicket>> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IReadOnlyList<LoopsOutboxMessage> Messages => messages;

        public long Bytes { get; } = messages.Sum(static message => (long)message.Body.Length);

        public Task<IReadOnlyList<LoopsOutboxTicket>> Task => _result.Task;

        public void Succeed(IReadOnlyList<LoopsOutboxTicket> tickets) => _result.TrySetResult(tickets);

        public void Fail(Exception exception) => _result.TrySetException(exception);
    }
}
