using LoopsMapping.Delivery;
using LoopsMapping.Outbox.Dispatch;
using Microsoft.Extensions.Logging;

namespace LoopsMapping.Outbox.Delivery;

/// <summary>Takes values into an outbox: the call completes when the record is durable.</summary>
internal sealed class OutboxDelivery(Dispatch.Outbox outbox, Transport transport, Func<IEnumerable<IOutboxSource>> sources) : MessageDelivery(transport), ILoopsDelivery
{
    /// <summary>How many records of a backfill wait for the disk together, so that they share its flushes.</summary>
    private const int BackfillWindow = 256;

    public Dispatch.Outbox Outbox => outbox;

    /// <summary>What was enqueued through this delivery, in transactions, too.</summary>
    public OwnRecords Own { get; } = new(outbox);

    public async Task<LoopsProgress> DeliverAllAsync<T>(
        IAsyncEnumerable<T> values, Func<T, LoopsSendOptions, CancellationToken, Task<LoopsReceipt>> deliver,
        LoopsBackfillOptions? options = null, IProgress<LoopsProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        // Before the first: they are begun one after another, and must not overtake each other while it opens.
        await outbox.OpenAsync().ConfigureAwait(false);
        var room = new BackfillRoom(outbox, Transport.Team.Name, options.MaxPending);
        var backfill = new Backfill<T>((value, sendOptions, cancellation) => room.UseAsync(() => deliver(value, sendOptions, cancellation)), options, progress)
        {
            Window = BackfillWindow,
            WaitForRoom = room.WaitAsync,
        };
        return await backfill.RunAsync(values, cancellationToken).ConfigureAwait(false);
    }

    public async Task FlushAsync(CancellationToken cancellationToken = default)
    {
        foreach (var source in sources())
            await source.FlushAsync(Transport.Team.Name, cancellationToken).ConfigureAwait(false);
        await Own.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override async Task<LoopsReceipt> EnqueueAsync(LoopsOutboxMessage message, CancellationToken cancellationToken)
    {
        LoopsOutboxTicket ticket;
        try
        {
            ticket = await outbox.EnqueueAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (LoopsOutboxException exception)
        {
            throw new LoopsOutboxException(exception.Message, exception) { IdempotencyKey = message.IdempotencyKey, IsTransient = exception.IsTransient };
        }
        if (ticket.Id != 0)
            Own.Add(ticket.Id);
        if (ticket.Entry != LoopsOutboxEntry.Enqueued)
            return new(LoopsOutcome.Deduplicated, message.IdempotencyKey);
        OutboxTelemetry.Enqueued(message.Name, message.Team);
        if (outbox.Logger.IsEnabled(LogLevel.Debug))
            OutboxLog.Enqueued(outbox.Logger, message.Name, Masking.Emails(message.Lane), ticket.Id);
        return new(LoopsOutcome.Enqueued, message.IdempotencyKey);
    }
}
