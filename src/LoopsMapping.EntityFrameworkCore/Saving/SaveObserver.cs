using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace LoopsMapping.EntityFrameworkCore.Saving;

/// <summary>Follows what becomes of a save and its transaction, and inserts records of a save that changes nothing else.</summary>
/// <param name="committed">Told that something may have been committed.</param>
internal sealed class SaveObserver(Action committed) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        if (eventData.Context is { } context && PendingRecords.Find(context) is { } pending)
        {
            if (pending.AreWaiting)
                LoopsBatchExecutor.Insert(context, pending);
            Saved(context, pending);
        }
        return result;
    }

    public override async ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { } context && PendingRecords.Find(context) is { } pending)
        {
            if (pending.AreWaiting)
                await LoopsBatchExecutor.InsertAsync(context, pending, cancellationToken).ConfigureAwait(false);
            Saved(context, pending);
        }
        return result;
    }

    public override void SaveChangesFailed(DbContextErrorEventData eventData) => Undone(eventData.Context);

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Undone(eventData.Context);
        return Task.CompletedTask;
    }

    public override void SaveChangesCanceled(DbContextEventData eventData) => Undone(eventData.Context);

    public override Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default)
    {
        Undone(eventData.Context);
        return Task.CompletedTask;
    }

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Committed(eventData.Context);

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Committed(eventData.Context);
        return Task.CompletedTask;
    }

    public void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => Undone(eventData.Context);

    public Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Undone(eventData.Context);
        return Task.CompletedTask;
    }

    /// <summary>
    /// As with the changes themselves: what is accepted is saved; who accepts later, as within an execution strategy of their own, may have to save
    /// it again until the transaction is committed.
    /// </summary>
    private void Saved(DbContext context, PendingRecords pending)
    {
        if (pending.AreWritten && (pending.IsOwnTransaction || !HasUnaccepted(context)))
        {
            pending.Clear();
            committed();
        }
    }

    private static bool HasUnaccepted(DbContext context)
    {
        var detects = context.ChangeTracker.AutoDetectChangesEnabled;
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return context.ChangeTracker.HasChanges();
        }
        finally
        {
            context.ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }

    private void Committed(DbContext? context)
    {
        // A transaction of the save alone is committed before the save is through, which says what becomes of the records.
        if (context is not null && PendingRecords.Find(context) is { AreWritten: true } pending)
            pending.Clear();
        committed();
    }

    private static void Undone(DbContext? context)
    {
        if (context is not null)
            PendingRecords.Find(context)?.Undone();
    }
}
