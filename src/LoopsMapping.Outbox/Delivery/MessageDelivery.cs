using System.Diagnostics;
using LoopsMapping.Delivery;
using LoopsMapping.Outbox.Dispatch;

namespace LoopsMapping.Outbox.Delivery;

/// <summary>Makes messages of values and deletions, unless they are held back. Where the messages go is for whoever derives from it.</summary>
internal abstract class MessageDelivery(Transport transport) : ILoopsDelivery
{
    public Transport Transport => transport;

    public LoopsApi Api { get; } = new(transport);

    public async Task<LoopsReceipt> DeliverAsync<T>(LoopsMap<T> map, T value, LoopsSendOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(map);
        cancellationToken.ThrowIfCancellationRequested();
        using var activity = OutboxTelemetry.StartEnqueue(map.Name, Transport.Team.Name);
        using var request = map.CreateRequest(value, options);
        if (Transport.HoldsBack(LoopsCall.Of(request, map.Name), request.Email))
            return new(LoopsOutcome.Suppressed, request.IdempotencyKey);
        var message = OutboxMessages.Of(map, request, options, Transport) with { TraceParent = activity?.Id ?? Activity.Current?.Id };
        return await EnqueueAsync(message, cancellationToken).ConfigureAwait(false);
    }

    public async Task<LoopsReceipt> DeleteAsync(LoopsDeletion deletion, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(deletion);
        cancellationToken.ThrowIfCancellationRequested();
        if (OutboxMessages.Of(deletion, Transport) is not { } message)
            return new(LoopsOutcome.Suppressed);
        return await EnqueueAsync(message with { TraceParent = Activity.Current?.Id }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes a message.</summary>
    protected abstract Task<LoopsReceipt> EnqueueAsync(LoopsOutboxMessage message, CancellationToken cancellationToken);
}
