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
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RateLimitPause = TimeSpan.FromSeconds(1);

    private readonly long _start = time.GetTimestamp();

    // What is of no use any more when it arrives need not arrive.
    private readonly TimeSpan _budget = call.ExpiresAfter is { } expiry && expiry < options.TotalTimeout ? expiry : options.TotalTimeout;
    private int _sent;
    private int _failures;
    private LoopsException? _lastFailure;

    public required Func<double> Jitter { get; init; }

    private string Contact => Masking.Emails(call.Contact);

    private TimeSpan Remaining => _budget - time.GetElapsedTime(_start);

    public async Task<LoopsAnswer> SendAsync(HttpClient http, CancellationToken cancellationToken)
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
                team.Answered(answer);
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException
                || exception is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                failure = exception;
                team.DidNotAnswer(Reason(exception));
            }

            if (answer is { StatusCode: HttpStatusCode.TooManyRequests })
                WaitForOthers(answer);
            else if (answer is { IsTransient: false })
                return answer with { Attempts = _sent };
            else
                await WaitForRetryAsync(answer, failure, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whatever an answer repeats, the key does not get into an exception.</summary>
    public static LoopsApiException Refused(LoopsCall call, LoopsAnswer answer, LoopsOptions options)
        => new LoopsRefusal(call, answer.StatusCode,
            string.IsNullOrEmpty(options.ApiKey) ? answer.Body : answer.Body.Replace(options.ApiKey, "***", StringComparison.Ordinal)).ToException();

    private async Task WaitForSlotAsync(CancellationToken cancellationToken)
    {
        if (team.Pace.TryReserve(options.RequestsPerSecond, Remaining) is not { } wait)
        {
            throw _lastFailure ?? new LoopsRateLimitException(string.Create(CultureInfo.InvariantCulture,
                    $"{call} was not sent: at {options.RequestsPerSecond ?? team.Pace.Limit} requests per second (Loops:RequestsPerSecond) no slot is free within {_budget.TotalSeconds:0.#} s. Send fewer at once, raise Loops:TotalTimeout, or deliver through an outbox, which waits as long as it takes."))
                { IdempotencyKey = call.IdempotencyKey };
        }
        Telemetry.WaitedForSlot(team.Name, wait);
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>429 moves everybody's slots; it is no answer yet and costs no attempt.</summary>
    private void WaitForOthers(LoopsAnswer answer)
    {
        var pause = answer.RetryAfter is { } asked && asked > RateLimitPause ? asked : RateLimitPause;
        _lastFailure = Refused(call, answer, options);
        team.Pace.Pause(pause);
        Telemetry.Throttled(team.Name);
        DeliveryLog.RateLimited(logger, call.Name, pause);
    }

    private async Task<LoopsAnswer> AttemptAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var remaining = Remaining;
        using var timeout = new CancellationTokenSource(remaining < AttemptTimeout ? TimeSpan.FromTicks(Math.Max(remaining.Ticks, 0)) : AttemptTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var message = LoopsHttp.CreateMessage(call, options);
        using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, linked.Token).ConfigureAwait(false);
        return await LoopsAnswer.ReadAsync(response, linked.Token).ConfigureAwait(false);
    }

    private async Task WaitForRetryAsync(LoopsAnswer? answer, Exception? failure, CancellationToken cancellationToken)
    {
        _failures++;
        var delay = Backoff.After(_failures, Jitter());
        if (answer?.RetryAfter is { } asked && asked > delay)
            delay = asked;
        _lastFailure = answer is null ? Unreachable(failure!) : Refused(call, answer, options);
        var mayHaveArrived = failure is not HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError };
        if (_failures >= options.MaxAttempts || delay >= Remaining || (mayHaveArrived && !call.IsReplayable))
            throw _lastFailure;
        Telemetry.Retrying(call, team.Name);
        DeliveryLog.Retrying(logger, call.Name, Contact, _sent, answer is null ? Reason(failure!) : $"Loops answered {(int)answer.StatusCode}", delay);
        await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
    }

    private LoopsException Unreachable(Exception failure)
        => new(string.Create(CultureInfo.InvariantCulture,
            $"{call} did not get an answer from {options.BaseAddress.Host}:{options.BaseAddress.Port} in {_sent} attempt(s): {Reason(failure)}. Check the network, a proxy or firewall, and Loops:BaseAddress.{Advice()}"), failure)
        { IdempotencyKey = call.IdempotencyKey };

    private string Advice()
    {
        if (call.IdempotencyKey is not null)
            return " Loops may have accepted it: to send it again without a second e-mail, give this exception's IdempotencyKey in LoopsSendOptions.";
        return call.IsReplayable ? " Sending it again is safe." : " Loops may have done it: look before you send it again.";
    }

    private static string Reason(Exception failure) => failure is OperationCanceledException
        ? "no answer in time"
        : failure.Message.TrimEnd('.');
}
