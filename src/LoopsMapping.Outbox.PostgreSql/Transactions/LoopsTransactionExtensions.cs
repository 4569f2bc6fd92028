using LoopsMapping.Outbox;
using LoopsMapping.Outbox.Delivery;
using LoopsMapping.Outbox.PostgreSql.Transactions;
using Npgsql;

namespace LoopsMapping;

/// <summary>Sends inside a transaction of the application.</summary>
public static class LoopsTransactionExtensions
{
    /// <summary>
    /// The destination over a transaction on the database of its outbox: what is sent through it is stored with the rows of the transaction, and goes out
    /// once that is committed; after a rollback, also to a savepoint, nothing of it is left. It costs the transaction one INSERT for each record.
    /// </summary>
    /// <remarks>
    /// The receipt is <see cref="LoopsOutcome.Enqueued"/>; whether the idempotency key was there before is found out behind the commit. Records of one
    /// contact that two transactions send at the same time have no order. Like the transaction, it is for one thread at a time.
    /// </remarks>
    /// <typeparam name="TClient">The class with <see cref="LoopsDestinationAttribute"/>.</typeparam>
    /// <param name="client">The destination, with <c>UsePostgreSqlOutbox</c>.</param>
    /// <param name="transaction">An open transaction on the same database.</param>
    /// <exception cref="InvalidOperationException">The destination has no outbox on PostgreSQL.</exception>
    public static TClient In<TClient>(this TClient client, NpgsqlTransaction transaction)
        where TClient : LoopsClient, ILoopsClient<TClient>
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(transaction);
        if (client.Delivery is not OutboxDelivery { Outbox.Store: PostgreSqlOutboxStore store } delivery)
            throw new InvalidOperationException($"{TClient.Name} has no outbox on PostgreSQL that could share the transaction: call UsePostgreSqlOutbox behind AddLoops.");
        return TClient.Create(new TransactionDelivery(store, delivery, transaction));
    }
}
