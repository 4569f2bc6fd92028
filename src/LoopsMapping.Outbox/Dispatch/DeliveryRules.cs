using System.Globalization;
using System.Net;
using LoopsMapping.Delivery;

namespace LoopsMapping.Outbox.Dispatch;

/// <summary>What becomes of a claim.</summary>
internal abstract record Verdict
{
    /// <summary>It is delivered.</summary>
    /// <param name="Completion">How.</param>
    public sealed record Done(LoopsOutboxCompletion Completion) : Verdict;

    /// <summary>It is tried again.</summary>
    /// <param name="Retry">When, and what is kept of the attempt.</param>
    public sealed record Again(LoopsOutboxRetry Retry) : Verdict;

    /// <summary>Nobody of the team sends for a while, and it is tried again.</summary>
    /// <param name="Pause">For how long.</param>
    public sealed record Throttled(TimeSpan Pause) : Verdict;

    /// <summary>Loops does not take the key: the team waits for another.</summary>
    /// <param name="Status">401 or 403.</param>
    public sealed record KeyRefused(int Status) : Verdict;

    /// <summary>It is not sent any more.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record Dead(LoopsOutboxFailure Failure) : Verdict;
}

/// <summary>
/// The delivery promise as a function: of what is known of a record and what an attempt met with, what becomes of it. Loops remembers an idempotency key
/// for 24 hours from when it first saw it, so what it may have accepted is not sent again after 23 hours.
/// </summary>
internal static class DeliveryRules
{
    /// <summary>How long after the first attempt a send with an unknown outcome may be repeated.</summary>
    public static readonly TimeSpan KeyLifetime = TimeSpan.FromHours(23);

    private const int LongestAnswer = 64 * 1024;

    /// <summary>What becomes of a record without an attempt; <see langword="null"/> when it is to be sent.</summary>
    /// <param name="claim">What is known of it.</param>
    /// <param name="sinceClaim">How long ago it was claimed.</param>
    /// <param name="retryFor">How long a record is tried.</param>
    public static LoopsOutboxFailure? BeforeAttempt(LoopsOutboxClaim claim, TimeSpan sinceClaim, TimeSpan retryFor)
    {
        if (claim.ExpiresIn is { } expiry && expiry <= sinceClaim)
            return new(LoopsOutboxReason.Expired, $"It was of no use any more when its turn came, {Text(claim.Age + sinceClaim)} after it was enqueued. It was not sent{(claim.Attempts > 0 ? " again" : "")}.");
        if (claim.SinceFirstAttempt is not { } first)
            return null;
        if (claim is { SentIdempotencyKey: not null, MayHaveArrived: true } && first + sinceClaim >= KeyLifetime)
            return new(LoopsOutboxReason.Ambiguous, "Loops may have accepted it, never said so, and soon forgets its idempotency key: another attempt could mail somebody twice. Look in Loops whether it arrived; if not, retry it.");
        return first + sinceClaim >= retryFor
            ? new(LoopsOutboxReason.GaveUp, $"It failed for {Text(first + sinceClaim)}. Retry it once Loops takes such requests again.")
            : null;
    }

    /// <summary>What becomes of a record after an attempt.</summary>
    /// <param name="claim">What was known of it before.</param>
    /// <param name="attempt">What the attempt met with.</param>
    /// <param name="jitter">Where in the range of the back-off the wait falls, from 0 to 1.</param>
    public static Verdict AfterAttempt(LoopsOutboxClaim claim, LoopsAttempt attempt, double jitter)
    {
        if (attempt.Answer is not { } answer)
        {
            return new Verdict.Again(new(Backoff.After(claim.Attempts + 1, jitter), attempt.Reason) { MayHaveArrived = attempt.MayHaveArrived });
        }

        var status = (int)answer.StatusCode;
        if (answer.IsSuccess || (claim.DeletesContact && answer.StatusCode == HttpStatusCode.NotFound))
            return new Verdict.Done(LoopsOutboxCompletion.Accepted);
        if (claim.SentIdempotencyKey is not null && (answer with { Attempts = claim.Attempts + 1 }).IsRepetition(claim.HasCallerIdempotencyKey))
            return new Verdict.Done(LoopsOutboxCompletion.Deduplicated);
        if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            return new Verdict.Throttled(answer.RateLimitPause);
        if (status is 401 or 403)
            return new Verdict.KeyRefused(status);
        if (answer.IsTransient)
        {
            return new Verdict.Again(new(Backoff.After(claim.Attempts + 1, jitter, answer.RetryAfter), attempt.Reason)
            {
                Status = status,
                MayHaveArrived = true,
                WasServerError = status >= 500,
            });
        }
        return new Verdict.Dead(new(LoopsOutboxReason.Refused, Remedy(status))
        {
            Status = status,
            Answer = answer.Body.Length > LongestAnswer ? answer.Body[..LongestAnswer] : answer.Body,
        });
    }

    private static string Remedy(int status) => status switch
    {
        409 => "Loops says that its idempotency key has been used, and this was its first attempt: another program may make the same keys. Retrying takes 409 for an earlier success.",
        404 => "Loops does not know what it names: an email that is not published, or a base address that does not end with /api/v1/. Mend that, then retry it.",
        413 => "It is larger than Loops takes.",
        >= 300 and < 400 => "Loops redirected it, and redirects are not followed: they would carry the key to another host. Check Loops:BaseAddress.",
        _ => "Loops refuses its content, and would again. Mend the code or the account, then retry it or send the value anew.",
    };

    private static string Text(TimeSpan time) => time.TotalMinutes < 2
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} seconds")
        : time.TotalHours < 2
            ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} minutes")
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0} hours");
}
