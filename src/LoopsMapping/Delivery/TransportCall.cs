using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;

namespace LoopsMapping.Delivery;

/// <summary>
/// One request and all its attempts. Every attempt carries the same body and idempotency key, so a lost answer cannot become a second
/// e-mail; each takes a slot of its own.
/// </summary>
internal sealed class TransportCall(LoopsCall call, LoopsOptions options, LoopsTeam team, TimeProvider time, ILogger logger)
{
    private readonly long _start = time.GetTimestamp();

    // What is of no use any more when it arrives need not arrive.
    private readonly TimeSpan _budget = call.ExpiresAfter is { } expiry && expiry < options.TotalTimeout ? expiry : options.TotalTimeout;
    private int _sent;
    private int _failures;
    private LoopsException? _lastFailure;

    public required Func<double> Jitter { get; init; }

    private string Contact => Masking.Emails(call.Contact);

    private TimeSpan AttemptTimeout => Remaining < LoopsAttempt.Timeout ? TimeSpan.FromTicks(Math.Max(Remaining.Ticks, 0)) : LoopsAttempt.Timeout;

    private TimeSpan Remaining => _budget - time.GetElapsedTime(_start);

    public async Task<LoopsAnswer> SendAsync(HttpClient http, CancellationToken cancellationToken)
    {
        while (true)
        {
            await WaitForSlotAsync(cancellationToken).ConfigureAwait(false);
            _sent++;
            var attempt = await LoopsAttempt.MakeAsync(http, call, options, team, AttemptTimeout, time, cancellationToken).ConfigureAwait(false);
            if (attempt.Answer is { StatusCode: HttpStatusCode.TooManyRequests } limited)
                await WaitForOthersAsync(limited, cancellationToken).ConfigureAwait(false);
            else if (attempt.Answer is { IsTransient: false } answer)
                return answer with { Attempts = _sent };
            else
                await WaitForRetryAsync(attempt, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whatever an answer repeats, the key does not get into an exception.</summary>
    public static LoopsApiException Refused(LoopsCall call, LoopsAnswer answer, LoopsOptions options)
        => new LoopsRefusal(call, answer.StatusCode,
            string.IsNullOrEmpty(options.ApiKey) ? answer.Body : answer.Body.Replace(options.ApiKey, "***", StringComparison.Ordinal)).ToException();

    private async Task WaitForSlotAsync(CancellationToken cancellationToken)
    {
        do
        {
            if (await team.Pace.ReserveAsync(options.RequestsPerSecond, Remaining, cancellationToken).ConfigureAwait(false) is not { } wait)
            {
                throw _lastFailure ?? new LoopsRateLimitException(string.Create(CultureInfo.InvariantCulture,
                        $"{call} was not sent: at {options.RequestsPerSecond ?? team.Pace.Limit} requests per second (Loops:RequestsPerSecond) no slot is free within {_budget.TotalSeconds:0.#} s. Send fewer at once, raise Loops:TotalTimeout, or deliver through an outbox, which waits as long as it takes."))
                    { IdempotencyKey = call.IdempotencyKey };
            }
            Telemetry.WaitedForSlot(team.Name, wait);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }
        while (team.Pace.IsPaused);
    }

    /// <summary>429 moves everybody's slots; it is no answer yet and costs no attempt.</summary>
    private async Task WaitForOthersAsync(LoopsAnswer answer, CancellationToken cancellationToken)
    {
        var pause = answer.RateLimitPause;
        _lastFailure = Refused(call, answer, options);
        await team.Pace.PauseAsync(pause, cancellationToken).ConfigureAwait(false);
        Telemetry.Throttled(team.Name);
        DeliveryLog.RateLimited(logger, call.Name, pause);
    }

    private async Task WaitForRetryAsync(LoopsAttempt attempt, CancellationToken cancellationToken)
    {
        _failures++;
        var delay = Backoff.After(_failures, Jitter(), attempt.Answer?.RetryAfter);
        _lastFailure = attempt.Answer is { } answer ? Refused(call, answer, options) : Unreachable(attempt);
        if (_failures >= options.MaxAttempts || delay >= Remaining || ((attempt.Answer is not null || attempt.MayHaveArrived) && !call.IsReplayable))
            throw _lastFailure;
        Telemetry.Retrying(call, team.Name);
        DeliveryLog.Retrying(logger, call.Name, Contact, _sent, attempt.Reason, delay);
        await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
    }

    private LoopsException Unreachable(LoopsAttempt attempt)
        => new(string.Create(CultureInfo.InvariantCulture,
            $"{call} did not get an answer from {options.BaseAddress.Host}:{options.BaseAddress.Port} in {_sent} attempt(s): {attempt.Reason}. Check the network, a proxy or firewall, and Loops:BaseAddress.{Advice()}"), attempt.Failure)
        { IdempotencyKey = call.IdempotencyKey };

    private string Advice()
    {
        if (call.IdempotencyKey is not null)
            return " Loops may have accepted it: to send it again without a second e-mail, give this exception's IdempotencyKey in LoopsSendOptions.";
        return call.IsReplayable ? " Sending it again is safe." : " Loops may have done it: look before you send it again.";
    }
}
