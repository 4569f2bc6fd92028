using System.Diagnostics;
using LoopsMapping.Delivery;
using LoopsMapping.Outbox.Delivery;
using LoopsMapping.Outbox.Dispatch;
using Npgsql;

namespace LoopsMapping.Outbox.PostgreSql.Transactions;

/// <summary>Takes values into an outbox inside a transaction of the application.</summary>
internal sealed class TransactionDelivery(PostgreSqlOutboxStore store, OutboxDelivery delivery, NpgsqlTransaction transaction) : ILoopsDelivery
{
    private readonly Transport _transport = delivery.Transport;

    public LoopsApi Api => delivery.Api;

    public async Task<LoopsReceipt> DeliverAsync<T>(LoopsMap<T> map, T value, LoopsSendOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(map);
        cancellationToken.ThrowIfCancellationRequested();
        using var activity = OutboxTelemetry.StartEnqueue(map.Name, _transport.Team.Name);
        using var request = map.CreateRequest(value, options);
        if (_transport.HoldsBack(LoopsCall.Of(request, map.Name), request.Email))
            return new(LoopsOutcome.Suppressed, request.IdempotencyKey);
        return await EnqueueAsync(OutboxMessages.Of(map, request, options, _transport) with { TraceParent = activity?.Id ?? Activity.Current?.Id }, cancellationToken).ConfigureAwait(false);
    }

    public async Task<LoopsReceipt> DeleteAsync(LoopsDeletion deletion, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(deletion);
        cancellationToken.ThrowIfCancellationRequested();
        if (OutboxMessages.Of(deletion, _transport) is not { } message)
            return new(LoopsOutcome.Suppressed);
        return await EnqueueAsync(message with { TraceParent = Activity.Current?.Id }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Nobody can wait for what is not committed yet.</summary>
    public Task FlushAsync(CancellationToken cancellationToken = default)
        => throw new NotSupportedException("What is sent through a transaction is on its way once that is committed. Wait with the FlushAsync of the destination itself.");

    private async Task<LoopsReceipt> EnqueueAsync(LoopsOutboxMessage message, CancellationToken cancellationToken)
    {
        await delivery.Outbox.OpenAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        await store.EnqueueAsync(message, transaction, cancellationToken).ConfigureAwait(false);
        return new(LoopsOutcome.Enqueued, message.IdempotencyKey);
    }
}
