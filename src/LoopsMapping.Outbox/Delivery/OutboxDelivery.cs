using System.Diagnostics;
using LoopsMapping.Delivery;
using LoopsMapping.Outbox.Dispatch;
using Microsoft.Extensions.Logging;

namespace LoopsMapping.Outbox.Delivery;

/// <summary>Takes values into an outbox: the call completes when the record is durable.</summary>
internal sealed class OutboxDelivery(Dispatch.Outbox outbox, Transport transport) : ILoopsDelivery
{
    /// <summary>How many records of a backfill wait for the disk together, so that they share its flushes.</summary>
    private const int BackfillWindow = 256;

    private readonly OwnRecords _own = new(outbox);

    public Dispatch.Outbox Outbox => outbox;

    public Transport Transport => transport;

    public LoopsApi Api { get; } = new(transport);

    public async Task<LoopsReceipt> DeliverAsync<T>(LoopsMap<T> map, T value, LoopsSendOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(map);
        cancellationToken.ThrowIfCancellationRequested();
        using var activity = OutboxTelemetry.StartEnqueue(map.Name, transport.Team.Name);
        using var request = map.CreateRequest(value, options);
        if (transport.HoldsBack(LoopsCall.Of(request, map.Name), request.Email))
            return new(LoopsOutcome.Suppressed, request.IdempotencyKey);
        var message = OutboxMessages.Of(map, request, options, transport) with { TraceParent = activity?.Id ?? Activity.Current?.Id };
        return await EnqueueAsync(message, cancellationToken).ConfigureAwait(false);
    }

    public async Task<LoopsReceipt> DeleteAsync(LoopsDeletion deletion, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(deletion);
        cancellationToken.ThrowIfCancellationRequested();
        if (OutboxMessages.Of(deletion, transport) is not { } message)
            return new(LoopsOutcome.Suppressed);
        return await EnqueueAsync(message with { TraceParent = Activity.Current?.Id }, cancellationToken).ConfigureAwait(false);
    }

    public async Task<LoopsProgress> DeliverAllAsync<T>(
        IAsyncEnumerable<T> values, Func<T, LoopsSendOptions, CancellationToken, Task<LoopsReceipt>> deliver,
        LoopsBackfillOptions? options = null, IProgress<LoopsProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        // Before the first: they are begun one after another, and must not overtake each other while it opens.
        await outbox.OpenAsync().ConfigureAwait(false);
        var room = new BackfillRoom(outbox, transport.Team.Name, options.MaxPending);
        var backfill = new Backfill<T>((value, sendOptions, cancellation) => room.UseAsync(() => deliver(value, sendOptions, cancellation)), options, progress)
        {
            Window = BackfillWindow,
            WaitForRoom = room.WaitAsync,
        };
        return await backfill.RunAsync(values, cancellationToken).ConfigureAwait(false);
    }

    public Task FlushAsync(CancellationToken cancellationToken = default) => _own.FlushAsync(cancellationToken);

    private async Task<LoopsReceipt> EnqueueAsync(LoopsOutboxMessage message, CancellationToken cancellationToken)
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
            _own.Add(ticket.Id);
        if (ticket.Entry != LoopsOutboxEntry.Enqueued)
            return new(LoopsOutcome.Deduplicated, message.IdempotencyKey);
        OutboxTelemetry.Enqueued(message.Name, message.Team);
        if (outbox.Logger.IsEnabled(LogLevel.Debug))
            OutboxLog.Enqueued(outbox.Logger, message.Name, Masking.Emails(message.Lane), ticket.Id);
        return new(LoopsOutcome.Enqueued, message.IdempotencyKey);
    }
}
