using System.Diagnostics;
using LoopsMapping.Delivery;
using LoopsMapping.Outbox.Delivery;
using Microsoft.EntityFrameworkCore;

namespace LoopsMapping.EntityFrameworkCore.Saving;

/// <summary>Keeps what is sent until the context saves. The objects are serialized then, when the database has given them their keys.</summary>
internal sealed class DbContextDelivery(DbContext context, Transport transport) : ILoopsDelivery
{
    public LoopsApi Api { get; } = new(transport);

    public Task<LoopsReceipt> DeliverAsync<T>(LoopsMap<T> map, T value, LoopsSendOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(map);
        if (value is null)
            throw new ArgumentNullException(nameof(value));
        cancellationToken.ThrowIfCancellationRequested();
        var traceParent = Activity.Current?.Id;
        PendingRecords.Of(context).Add(new(() =>
        {
            using var request = map.CreateRequest(value, options);
            if (transport.HoldsBack(LoopsCall.Of(request, map.Name), request.Email))
                return null;
            // The buffer of the request goes back before the row is inserted.
            return OutboxMessages.Of(map, request, options, transport) with { Body = request.Body.ToArray(), TraceParent = traceParent };
        }));
        return Task.FromResult(new LoopsReceipt(LoopsOutcome.Enqueued, options?.IdempotencyKey));
    }

    public Task<LoopsReceipt> DeleteAsync(LoopsDeletion deletion, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(deletion);
        cancellationToken.ThrowIfCancellationRequested();
        if (OutboxMessages.Of(deletion, transport) is not { } message)
            return Task.FromResult(new LoopsReceipt(LoopsOutcome.Suppressed));
        var traceParent = Activity.Current?.Id;
        PendingRecords.Of(context).Add(new(() => message with { TraceParent = traceParent }));
        return Task.FromResult(new LoopsReceipt(LoopsOutcome.Enqueued));
    }

    /// <summary>Nobody can wait for what is not saved yet.</summary>
    public Task FlushAsync(CancellationToken cancellationToken = default)
        => throw new NotSupportedException("What is sent through a DbContext is on its way once it is saved and committed. Wait with the FlushAsync of the destination itself.");
}
