using LoopsMapping.Outbox.Delivery;
using Npgsql;

namespace LoopsMapping.Outbox.PostgreSql.Transactions;

/// <summary>Takes values into an outbox inside a transaction of the application.</summary>
internal sealed class TransactionDelivery(PostgreSqlOutboxStore store, OutboxDelivery delivery, NpgsqlTransaction transaction) : MessageDelivery(delivery.Transport), ILoopsDelivery
{
    /// <summary>Nobody can wait for what is not committed yet.</summary>
    public Task FlushAsync(CancellationToken cancellationToken = default)
        => throw new NotSupportedException("What is sent through a transaction is on its way once that is committed. Wait with the FlushAsync of the destination itself.");

    protected override async Task<LoopsReceipt> EnqueueAsync(LoopsOutboxMessage message, CancellationToken cancellationToken)
    {
        await delivery.Outbox.OpenAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        delivery.Own.Add(await store.EnqueueAsync(message, transaction, cancellationToken).ConfigureAwait(false), IsOpen);
        return new(LoopsOutcome.Enqueued, message.IdempotencyKey);
    }

    private bool IsOpen()
    {
        try
        {
            return transaction.Connection is not null;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }
}
