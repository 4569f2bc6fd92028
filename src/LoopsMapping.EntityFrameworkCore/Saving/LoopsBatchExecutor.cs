using LoopsMapping.EntityFrameworkCore.Inbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;
using Microsoft.EntityFrameworkCore.Update.Internal;

namespace LoopsMapping.EntityFrameworkCore.Saving;

#pragma warning disable EF1001 // There is no other place between the commands of a save and its commit. The major version of EF Core is this package's own.

/// <summary>
/// Executes what a save changes, and behind it, in the same transaction, inserts what was handed to <c>db.Loops&lt;T&gt;()</c>. Here the keys are known and
/// nothing is accepted yet, so that a failure leaves the context as any failed save does; and the execution strategy of the context repeats
/// the whole of it.
/// </summary>
internal sealed class LoopsBatchExecutor(ICurrentDbContext currentContext, IDiagnosticsLogger<DbLoggerCategory.Update> updateLogger) : BatchExecutor(currentContext, updateLogger)
{
    private const string Savepoint = "__loops";

    public override int Execute(IEnumerable<ModificationCommandBatch> commandBatches, IRelationalConnection connection)
    {
        var context = CurrentContext.Context;
        if (PendingRecords.Find(context) is not { AreWaiting: true } pending)
            return base.Execute(commandBatches, connection);
        return WithRecords(context, pending, connection, () => base.Execute(commandBatches, connection));
    }

    public override Task<int> ExecuteAsync(IEnumerable<ModificationCommandBatch> commandBatches, IRelationalConnection connection, CancellationToken cancellationToken = default)
    {
        var context = CurrentContext.Context;
        if (PendingRecords.Find(context) is not { AreWaiting: true } pending)
            return base.ExecuteAsync(commandBatches, connection, cancellationToken);
        return WithRecordsAsync(context, pending, connection, () => base.ExecuteAsync(commandBatches, connection, cancellationToken), cancellationToken);
    }

    /// <summary>Inserts the records where a save changes nothing else.</summary>
    public static void Insert(DbContext context, PendingRecords pending)
        => context.Database.CreateExecutionStrategy().Execute(() => WithRecords(context, pending, Connection(context), static () => 0));

    /// <inheritdoc cref="Insert"/>
    public static Task InsertAsync(DbContext context, PendingRecords pending, CancellationToken cancellationToken)
        => HasTransaction(Connection(context))
            ? WithRecordsAsync(context, pending, Connection(context), static () => Task.FromResult(0), cancellationToken)
            : context.Database.CreateExecutionStrategy().ExecuteAsync(token => WithRecordsAsync(context, pending, Connection(context), static () => Task.FromResult(0), token), cancellationToken);

    private static IRelationalConnection Connection(DbContext context) => context.GetService<IRelationalConnection>();

    private static bool HasTransaction(IRelationalConnection connection)
        => connection.CurrentTransaction is not null || connection is ITransactionEnlistmentManager { EnlistedTransaction: not null } || System.Transactions.Transaction.Current is not null;

    private static int WithRecords(DbContext context, PendingRecords pending, IRelationalConnection connection, Func<int> execute)
    {
        var isOwn = !HasTransaction(connection);
        using var transaction = isOwn ? connection.BeginTransaction() : null;
        var around = isOwn || connection.CurrentTransaction is not { SupportsSavepoints: true } users ? null : users;
        around?.CreateSavepoint(Savepoint);
        try
        {
            var count = execute();
            using (new GeneratedValues(context))
            {
                foreach (var (sql, parameters) in InboxTable.Inserts(context, pending.ToRows(pending.Time.GetUtcNow())))
                    context.Database.ExecuteSqlRaw(sql, parameters);
            }
            transaction?.Commit();
            around?.ReleaseSavepoint(Savepoint);
            pending.Written(isOwn);
            return count;
        }
        catch when (around is not null)
        {
            around.RollbackToSavepoint(Savepoint);
            throw;
        }
    }

    private static async Task<int> WithRecordsAsync(DbContext context, PendingRecords pending, IRelationalConnection connection, Func<Task<int>> execute, CancellationToken cancellationToken)
    {
        var isOwn = !HasTransaction(connection);
        var transaction = isOwn ? await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false) : null;
        try
        {
            var around = isOwn || connection.CurrentTransaction is not { SupportsSavepoints: true } users ? null : users;
            if (around is not null)
                await around.CreateSavepointAsync(Savepoint, cancellationToken).ConfigureAwait(false);
            try
            {
                var count = await execute().ConfigureAwait(false);
                using (new GeneratedValues(context))
                {
                    foreach (var (sql, parameters) in InboxTable.Inserts(context, pending.ToRows(pending.Time.GetUtcNow())))
                        await context.Database.ExecuteSqlRawAsync(sql, parameters, cancellationToken).ConfigureAwait(false);
                }
                if (transaction is not null)
                    await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                if (around is not null)
                    await around.ReleaseSavepointAsync(Savepoint, cancellationToken).ConfigureAwait(false);
                pending.Written(isOwn);
                return count;
            }
            catch when (around is not null)
            {
                await around.RollbackToSavepointAsync(Savepoint, CancellationToken.None).ConfigureAwait(false);
                throw;
            }
        }
        finally
        {
            if (transaction is not null)
                await transaction.DisposeAsync().ConfigureAwait(false);
        }
    }
}
