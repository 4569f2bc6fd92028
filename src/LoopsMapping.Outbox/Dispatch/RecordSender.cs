using LoopsMapping.Delivery;

namespace LoopsMapping.Outbox.Dispatch;

/// <summary>Takes one claim to its end: an attempt, recorded before it is made, and what becomes of it.</summary>
internal sealed class RecordSender(Outbox outbox, Transport transport)
{
    /// <summary>How often a key that Loops refused is tried again, in case it is taken back there.</summary>
    private static readonly TimeSpan ProbeEvery = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan SettleAgainAfter = TimeSpan.FromSeconds(1);

    private readonly SendSlots _slots = new(outbox.Time, transport);
    private readonly string _team = transport.Team.Name;
    private volatile string? _refusedKey;

    /// <summary>A pause of an earlier process ends with the first request that Loops takes: the key may be another now.</summary>
    public async Task ProbeAtOnceAsync(CancellationToken cancellationToken)
    {
        var stats = await outbox.Store.GetStatsAsync(cancellationToken).ConfigureAwait(false);
        if (stats.FirstOrDefault(stats => stats.Team == _team)?.PauseReason is { } reason)
            await outbox.Store.PauseAsync(_team, reason, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A new key is tried at once.</summary>
    public async Task NoticeNewKeyAsync(CancellationToken cancellationToken)
    {
        if (_refusedKey is { } refused && refused != transport.Options.ApiKey)
        {
            _refusedKey = null;
            await outbox.Store.PauseAsync(_team, "The API key was changed.", TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <param name="claim">The record.</param>
    /// <param name="claimedAt">When it was claimed: what the claim says of times is as of then.</param>
    /// <param name="slot">When it is to be sent.</param>
    /// <param name="isProbe">Whether it tries a key that was refused.</param>
    /// <param name="aborting">Ends it where it is; whoever comes next makes the attempt again.</param>
    public async Task SendAsync(LoopsOutboxClaim claim, long claimedAt, SendSlot slot, bool isProbe, CancellationToken aborting)
    {
        try
        {
            await TrySendAsync(claim, claimedAt, slot, isProbe, aborting).ConfigureAwait(false);
            outbox.Worked();
        }
        catch (OperationCanceledException) when (aborting.IsCancellationRequested)
        {
            // The attempt is recorded; whoever sends it next takes 409 for its success.
            await outbox.Store.ReleaseAsync(claim, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            outbox.Failed(exception);
            OutboxLog.StoreFailed(outbox.Logger, outbox.Store.Name, SettleAgainAfter, exception);
            // Not at once: a full disk would be asked without pause.
            await Task.Delay(SettleAgainAfter, outbox.Time, aborting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await outbox.Store.ReleaseAsync(claim, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task TrySendAsync(LoopsOutboxClaim claim, long claimedAt, SendSlot slot, bool isProbe, CancellationToken aborting)
    {
        var options = transport.Options;
        if ((DeliveryRules.BeforeAttempt(claim, outbox.Time.GetElapsedTime(claimedAt), outbox.Options.RetryFor) ?? Disallowed(claim, options)) is { } failure)
        {
            await BuryAsync(claim, failure, aborting).ConfigureAwait(false);
            return;
        }
        if (!await outbox.Store.MarkAttemptAsync(claim, aborting).ConfigureAwait(false))
        {
            await outbox.Store.ReleaseAsync(claim, CancellationToken.None).ConfigureAwait(false);
            return;
        }
        Failpoint.Reach(Failpoint.AfterFirstAttemptMark);
        if (!await _slots.UseAsync(slot, aborting).ConfigureAwait(false))
        {
            await TakeBackAsync(claim, "the rate limit left no room", status: 0, aborting).ConfigureAwait(false);
            return;
        }
        // Its time may have run out while it waited for the slot.
        if (DeliveryRules.BeforeAttempt(claim, outbox.Time.GetElapsedTime(claimedAt), outbox.Options.RetryFor) is { } late)
        {
            await BuryAsync(claim, late, aborting).ConfigureAwait(false);
            return;
        }

        using var activity = OutboxTelemetry.StartDelivery(claim);
        var key = options.ApiKey;
        var attempt = await transport.AttemptAsync(Call(claim), LoopsAttempt.Timeout, aborting).ConfigureAwait(false);
        Failpoint.Reach(Failpoint.BeforeCompletion);
        var verdict = DeliveryRules.AfterAttempt(claim, attempt, transport.Jitter());
        activity?.SetTag("http.response.status_code", (int?)attempt.Answer?.StatusCode).SetTag("loops.outcome", verdict.GetType().Name);
        await SettleAsync(claim, verdict, key, outbox.Time.GetElapsedTime(claimedAt), aborting).ConfigureAwait(false);
        if (isProbe)
            await EndProbeAsync(verdict, attempt, aborting).ConfigureAwait(false);
    }

    private async Task SettleAsync(LoopsOutboxClaim claim, Verdict verdict, string? key, TimeSpan elapsed, CancellationToken aborting)
    {
        var contact = Masking.Emails(claim.Lane);
        switch (verdict)
        {
            case Verdict.Done done:
                await RepeatAsync(() => outbox.Store.CompleteAsync(claim, done.Completion, CancellationToken.None), aborting).ConfigureAwait(false);
                OutboxTelemetry.Delivered(claim, done.Completion, claim.Age + elapsed);
                if (done.Completion == LoopsOutboxCompletion.Accepted)
                    OutboxLog.Delivered(outbox.Logger, claim.Name, contact, claim.Attempts + 1, claim.Age + elapsed, claim.Id);
                else if (claim.HadServerError)
                    OutboxLog.DeduplicatedAfterServerError(outbox.Logger, claim.Name, contact, claim.Id);
                else
                    OutboxLog.Deduplicated(outbox.Logger, claim.Name, contact, claim.Id);
                outbox.Settle();
                break;

            case Verdict.Again again:
                OutboxTelemetry.Retried(claim);
                OutboxLog.Retrying(outbox.Logger, claim.Name, contact, claim.Attempts + 1, again.Retry.Reason, again.Retry.Delay, claim.Id);
                await RescheduleAsync(claim, again.Retry, aborting).ConfigureAwait(false);
                break;

            case Verdict.Throttled throttled:
                await transport.Team.Pace.PauseAsync(throttled.Pause, CancellationToken.None).ConfigureAwait(false);
                OutboxTelemetry.Throttled(_team);
                OutboxLog.RateLimited(outbox.Logger, claim.Name, _team, throttled.Pause);
                await TakeBackAsync(claim, "Loops answered 429", status: 429, aborting).ConfigureAwait(false);
                break;

            case Verdict.KeyRefused refused:
                await PauseAsync(refused.Status, key).ConfigureAwait(false);
                await TakeBackAsync(claim, $"Loops answered {refused.Status}", refused.Status, aborting).ConfigureAwait(false);
                break;

            case Verdict.Dead dead:
                await BuryAsync(claim, dead.Failure, aborting).ConfigureAwait(false);
                break;
        }
    }

    /// <summary>Takes an attempt back that Loops surely did not look at: it does not count, and the record is due as it was.</summary>
    private Task TakeBackAsync(LoopsOutboxClaim claim, string reason, int status, CancellationToken aborting)
        => RescheduleAsync(claim, new(TimeSpan.Zero, reason) { CountsAsAttempt = false, Status = status }, aborting);

    private Task RescheduleAsync(LoopsOutboxClaim claim, LoopsOutboxRetry retry, CancellationToken aborting)
        => RepeatAsync(() => outbox.Store.RescheduleAsync(claim, retry, CancellationToken.None), aborting);

    private async Task BuryAsync(LoopsOutboxClaim claim, LoopsOutboxFailure failure, CancellationToken aborting)
    {
        await RepeatAsync(() => outbox.Store.DeadLetterAsync(claim, failure, CancellationToken.None), aborting).ConfigureAwait(false);
        OutboxTelemetry.DeadLettered(claim, failure.Reason);
        OutboxLog.DeadLetter(outbox.Logger, claim.Name, Masking.Emails(claim.Lane), failure.Reason, Masking.Emails(failure.Detail), claim.Id);
        outbox.Settle();
    }

    private async Task PauseAsync(int status, string? key)
    {
        await outbox.Store.PauseAsync(_team, $"Loops refuses the API key with {status}.", ProbeEvery, CancellationToken.None).ConfigureAwait(false);
        if (_refusedKey is null)
            OutboxLog.Paused(outbox.Logger, _team, status, ProbeEvery);
        _refusedKey = key ?? "";
    }

    private async Task EndProbeAsync(Verdict verdict, LoopsAttempt attempt, CancellationToken aborting)
    {
        if (verdict is Verdict.KeyRefused)
            return;
        if (attempt.Answer is null)
        {
            await outbox.Store.PauseAsync(_team, "Loops refused the API key, and does not answer now.", ProbeEvery, aborting).ConfigureAwait(false);
            return;
        }
        _refusedKey = null;
        await outbox.Store.ResumeAsync(_team, aborting).ConfigureAwait(false);
        OutboxLog.Resumed(outbox.Logger, _team);
    }

    /// <summary>
    /// What Loops has answered is recorded as soon as the store can: until then the lane is held, and if the process dies before, the record is sent
    /// again under its key.
    /// </summary>
    private async Task RepeatAsync(Func<Task<bool>> settle, CancellationToken aborting)
    {
        while (true)
        {
            try
            {
                await settle().ConfigureAwait(false);
                return;
            }
            catch (LoopsOutboxException exception) when (!aborting.IsCancellationRequested)
            {
                outbox.Failed(exception);
                OutboxLog.StoreFailed(outbox.Logger, outbox.Store.Name, SettleAgainAfter, exception);
                await Task.Delay(SettleAgainAfter, outbox.Time, aborting).ConfigureAwait(false);
            }
        }
    }

    private static LoopsOutboxFailure? Disallowed(LoopsOutboxClaim claim, LoopsOptions options)
        => claim.DeletesContact || Recipients.Allows(options.AllowedRecipients, claim.Email)
            ? null
            : new(LoopsOutboxReason.NotAllowed, "Loops:AllowedRecipients does not name the recipient, so it stays here. Retry it where it may be sent.");

    private static LoopsCall Call(LoopsOutboxClaim claim) => new(new HttpMethod(claim.Method), claim.Path, claim.Name)
    {
        Body = claim.Body,
        IdempotencyKey = claim.SentIdempotencyKey,
        Contact = claim.Lane,
    };
}
