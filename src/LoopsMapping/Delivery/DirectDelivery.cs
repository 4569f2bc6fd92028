using Microsoft.Extensions.Logging;

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
        if (IsHeldBack(request, map.Name))
        {
            using (request)
                return new(LoopsOutcome.Suppressed, request.IdempotencyKey);
        }

        var call = LoopsCall.Of(request, map.Name);
        var answer = await transport.SendAsync(call, cancellationToken).ConfigureAwait(false);
        // Only now: after a failure or a cancellation, a connection may still be reading the body's buffer.
        request.Dispose();
        return Receive(request, call, answer);
    }

    /// <summary>Whether the request stays here: nothing is sent at all, or not to this recipient.</summary>
    private bool IsHeldBack(LoopsRequest request, string mapping)
    {
        var options = transport.Options;
        var isLogged = options.Mode == LoopsMode.Log;
        if (!isLogged && Recipients.Allows(options.AllowedRecipients, request.Email))
            return false;
        Telemetry.Suppressed(mapping);
        if (!transport.Logger.IsEnabled(LogLevel.Information))
            return true;
        if (isLogged)
            DeliveryLog.Suppressed(transport.Logger, request.Method, request.Path, Masking.Body(request));
        else
            DeliveryLog.HeldBack(transport.Logger, mapping, Masking.Emails(request.Lane));
        return true;
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
