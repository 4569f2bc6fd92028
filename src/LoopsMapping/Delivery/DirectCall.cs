using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;

namespace LoopsMapping.Delivery;

/// <summary>
/// One request and all its attempts. Every attempt carries the same body and idempotency key, so a lost answer cannot become a second
/// e-mail; each takes a slot of its own.
/// </summary>
internal sealed class DirectCall(LoopsRequest request, string mapping, LoopsOptions options, Pace pace, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RateLimitPause = TimeSpan.FromSeconds(1);

    private readonly long _start = time.GetTimestamp();

    // What is of no use any more when it arrives need not arrive.
    private readonly TimeSpan _budget = request.ExpiresAfter is { } expiry && expiry < options.TotalTimeout ? expiry : options.TotalTimeout;
    private int _sent;
    private int _failures;
    private LoopsException? _lastFailure;

    public required Func<double> Jitter { get; init; }

    private string Contact => Masking.Emails(request.Lane);

    private TimeSpan Remaining => _budget - time.GetElapsedTime(_start);

    public async Task<LoopsReceipt> SendAsync(HttpClient http, CancellationToken cancellationToken)
    {
        while (true)
        {
            await WaitForSlotAsync(cancellationToken).ConfigureAwait(false);
            _sent++;
            LoopsAnswer? answer = null;
            Exception? failure = null;
            try
            {
                answer = await AttemptAsync(http, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException
                || exception is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                failure = exception;
            }

            if (answer is { IsTransient: false } && Conclude(answer) is { } receipt)
                return receipt;
            if (answer is not { StatusCode: HttpStatusCode.TooManyRequests })
                await WaitForRetryAsync(answer, failure, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A definite answer becomes a receipt or an exception; 429 moves everybody's slots and is no answer yet.</summary>
    private LoopsReceipt? Conclude(LoopsAnswer answer)
    {
        if (answer.IsSuccess)
        {
            DeliveryLog.Accepted(logger, mapping, Contact, _sent);
            return new(LoopsOutcome.Accepted, request.IdempotencyKey, answer.ReadContactId());
        }

        switch (answer.StatusCode)
        {
            // Somebody has used this key: we did, in an attempt whose answer was lost, or the caller did. A key that was made for this
            // very request and never sent before cannot have been used, so that is an error and not silence.
            case HttpStatusCode.Conflict when request.IdempotencyKey is not null && (_sent > 1 || request.HasCallerIdempotencyKey):
                DeliveryLog.Deduplicated(logger, mapping, Contact);
                return new(LoopsOutcome.Deduplicated, request.IdempotencyKey);
            case HttpStatusCode.TooManyRequests:
                var pause = answer.RetryAfter is { } asked && asked > RateLimitPause ? asked : RateLimitPause;
                _lastFailure = Refused(answer);
                pace.Pause(pause);
                DeliveryLog.RateLimited(logger, mapping, pause);
                return null;
            default:
                throw Refused(answer);
        }
    }

    private async Task WaitForSlotAsync(CancellationToken cancellationToken)
    {
        if (pace.TryReserve(options.RequestsPerSecond, Remaining) is not { } wait)
        {
            throw _lastFailure ?? new LoopsRateLimitException(string.Create(CultureInfo.InvariantCulture,
                    $"{request} was not sent: at {options.RequestsPerSecond} requests per second (Loops:RequestsPerSecond) no slot is free within {_budget.TotalSeconds:0.#} s. Send fewer at once, raise Loops:TotalTimeout, or deliver through an outbox, which waits as long as it takes."))
                { IdempotencyKey = request.IdempotencyKey };
        }
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
    }

    private async Task<LoopsAnswer> AttemptAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var remaining = Remaining;
        using var timeout = new CancellationTokenSource(remaining < AttemptTimeout ? TimeSpan.FromTicks(Math.Max(remaining.Ticks, 0)) : AttemptTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var message = LoopsHttp.CreateMessage(request, options);
        using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, linked.Token).ConfigureAwait(false);
        return await LoopsAnswer.ReadAsync(response, linked.Token).ConfigureAwait(false);
    }

    private async Task WaitForRetryAsync(LoopsAnswer? answer, Exception? failure, CancellationToken cancellationToken)
    {
        _failures++;
        var delay = Backoff.After(_failures, Jitter());
        if (answer?.RetryAfter is { } asked && asked > delay)
            delay = asked;
        _lastFailure = answer is null ? Unreachable(failure!) : Refused(answer);
        if (_failures >= options.MaxAttempts || delay >= Remaining)
            throw _lastFailure;
        DeliveryLog.Retrying(logger, mapping, Contact, _sent, answer is null ? Reason(failure!) : $"Loops answered {(int)answer.StatusCode}", delay);
        await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whatever an answer repeats, the key does not get into an exception.</summary>
    private LoopsApiException Refused(LoopsAnswer answer)
        => new LoopsRefusal(request, answer.StatusCode,
            string.IsNullOrEmpty(options.ApiKey) ? answer.Body : answer.Body.Replace(options.ApiKey, "***", StringComparison.Ordinal)).ToException();

    private LoopsException Unreachable(Exception failure)
        => new(string.Create(CultureInfo.InvariantCulture,
            $"{request} did not get an answer from {options.BaseAddress.Host}:{options.BaseAddress.Port} in {_sent} attempt(s): {Reason(failure)}. Check the network, a proxy or firewall, and Loops:BaseAddress.{Advice()}"), failure)
        { IdempotencyKey = request.IdempotencyKey };

    private string Advice() => request.IdempotencyKey is null
        ? " Updating the contact again is safe."
        : " Loops may have accepted it: to send it again without a second e-mail, give this exception's IdempotencyKey in LoopsSendOptions.";

    private static string Reason(Exception failure) => failure is OperationCanceledException
        ? "no answer in time"
        : failure.Message.TrimEnd('.');
}
