using System.Runtime.CompilerServices;
using LoopsMapping.EntityFrameworkCore.Inbox;
using Microsoft.EntityFrameworkCore;

namespace LoopsMapping.EntityFrameworkCore.Saving;

/// <summary>What waits in one context for its next save.</summary>
internal sealed class PendingRecords
{
    private static readonly ConditionalWeakTable<DbContext, PendingRecords> OfContexts = [];

    private readonly List<PendingRecord> _records = [];
    private int _lease;

    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Whether there is something to insert.</summary>
    public bool AreWaiting => _records.Count > 0 && !AreWritten;

    /// <summary>Whether they are inserted, in a transaction that is not committed yet or by a save that is not through.</summary>
    public bool AreWritten { get; private set; }

    /// <summary>Whether the transaction that they are inserted in is that of the save alone.</summary>
    public bool IsOwnTransaction { get; private set; }

    public static PendingRecords? Find(DbContext context)
        => OfContexts.TryGetValue(context, out var pending) && pending._lease == context.ContextId.Lease ? pending : null;

    public static PendingRecords Of(DbContext context)
    {
        var pending = OfContexts.GetOrCreateValue(context);
        if (pending._lease != context.ContextId.Lease)
        {
            // A pooled context that somebody else had before, and gave back without saving.
            pending.Clear();
            pending._lease = context.ContextId.Lease;
        }
        return pending;
    }

    public void Add(PendingRecord record)
    {
        // What is inserted by now is on its way, and its save was accepted: only a save that is repeated by hand would need it again.
        if (AreWritten)
            Clear();
        _records.Add(record);
    }

    /// <summary>The rows, once the objects have their keys.</summary>
    public List<InboxRow> ToRows(DateTimeOffset now)
    {
        var rows = new List<InboxRow>(_records.Count);
        foreach (var record in _records)
        {
            if (record.ToMessage() is { } message)
                rows.Add(InboxHeader.ToRow(message, record.RecordId, now));
        }
        return rows;
    }

    public void Written(bool isOwnTransaction) => (AreWritten, IsOwnTransaction) = (true, isOwnTransaction);

    /// <summary>The insertion was undone, and has to be done again.</summary>
    public void Undone() => AreWritten = false;

    public void Clear()
    {
        _records.Clear();
        AreWritten = false;
    }
}
