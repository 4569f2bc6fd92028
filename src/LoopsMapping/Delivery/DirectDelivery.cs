namespace LoopsMapping.Delivery;

/// <summary>Sends each value while the caller waits: rate slot → HTTP → receipt.</summary>
internal sealed class DirectDelivery(Transport transport) : ILoopsDelivery
{
    public LoopsApi Api { get; } = new(transport);

    public async Task<LoopsReceipt> DeliverAsync<T>(LoopsMap<T> map, T value, LoopsSendOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(map);
        cancellationToken.ThrowIfCancellationRequested();
        var request = map.CreateRequest(value, options);
        var call = LoopsCall.Of(request, map.Name);
        if (transport.HoldsBack(call, request.Email))
        {
            using (request)
                return new(LoopsOutcome.Suppressed, request.IdempotencyKey);
        }

        var answer = await transport.SendAsync(call, cancellationToken).ConfigureAwait(false);
        // Only now: after a failure or a cancellation, a connection may still be reading the body's buffer.
        request.Dispose();
        return Receive(request, call, answer);
    }

    private LoopsReceipt Receive(LoopsRequest request, LoopsCall call, LoopsAnswer answer)
    {
        var contact = Masking.Emails(request.Lane);
        if (answer.IsSuccess)
        {
            DeliveryLog.Accepted(transport.Logger, call.Name, contact, answer.Attempts);
            return new(LoopsOutcome.Accepted, request.IdempotencyKey, answer.ReadContactId());
        }
        if (request.IdempotencyKey is not null && answer.IsRepetition(request.HasCallerIdempotencyKey))
        {
            DeliveryLog.Deduplicated(transport.Logger, call.Name, contact);
            return new(LoopsOutcome.Deduplicated, request.IdempotencyKey);
        }
        throw transport.Refused(call, answer);
    }
}
