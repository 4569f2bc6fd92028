using LoopsMapping.Delivery;

namespace LoopsMapping.Outbox.Dispatch;

/// <summary>
/// Sends the records of one team: claims the head of a lane that is due, takes a slot, and has it delivered; the next is claimed when the slot is there. Live
/// records are claimed first each time, so a live one waits for one slot more than it would alone, whatever is queued.
/// </summary>
internal sealed class TeamDispatcher(Outbox outbox, Transport transport) : IDisposable
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(1);

    /// <summary>How long before its slot a record is handed over: its attempt is recorded meanwhile, so that a slow disk does not make it late.</summary>
    private static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(200);

    private readonly SemaphoreSlim _room = new(outbox.Options.MaxConcurrency);
    private readonly RecordSender _sender = new(outbox, transport);
    private readonly SendSlots _slots = new(outbox.Time, transport);
    private readonly string _team = transport.Team.Name;
    private bool _isHeld;

    /// <param name="stopping">Ends the claims; what is under way is finished.</param>
    /// <param name="aborting">Ends what is under way, too: it is sent again later, under the same key.</param>
    public async Task RunAsync(CancellationToken stopping, CancellationToken aborting)
    {
        try
        {
            await _sender.ProbeAtOnceAsync(stopping).ConfigureAwait(false);
            while (!stopping.IsCancellationRequested)
                await RunRoundAsync(stopping, aborting).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Asked to stop.
        }
        finally
        {
            for (var i = 0; i < outbox.Options.MaxConcurrency; i++)
                await _room.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    public void Dispose() => _room.Dispose();

    private async Task RunRoundAsync(CancellationToken stopping, CancellationToken aborting)
    {
        if (IsHeld())
        {
            await Task.Delay(LongestSleep, outbox.Time, stopping).ConfigureAwait(false);
            return;
        }
        await _sender.NoticeNewKeyAsync(stopping).ConfigureAwait(false);

        var options = transport.Options;
        await _room.WaitAsync(stopping).ConfigureAwait(false);
        var places = 1;
        // Unpaced, one claim at a time would be the pace; with a pace, a second would only wait, and a live record behind it.
        while (options.RequestsPerSecond is 0 && places < outbox.Options.MaxConcurrency && _room.Wait(0, CancellationToken.None))
            places++;
        var used = 0;
        IReadOnlyList<LoopsOutboxClaim> claims = [];
        try
        {
            var claimedAt = outbox.Time.GetTimestamp();
            (claims, var nextDue, var isProbe) = await outbox.Store.ClaimAsync(_team, places, outbox.Options.Lease, stopping).ConfigureAwait(false);
            while (used < claims.Count && await ReserveSlotAsync(stopping).ConfigureAwait(false) is { } slot)
            {
                var sending = SendAsync(claims[used++], claimedAt, slot, isProbe, aborting);
                if (isProbe)
                    await sending.ConfigureAwait(false);
                await _slots.WaitAsync(slot, TimeSpan.Zero, stopping).ConfigureAwait(false);
            }
            if (claims.Count == 0)
            {
                _room.Release(places);
                places = 0;
                await outbox.Store.WaitForWorkAsync(_team, nextDue < LongestSleep ? nextDue.Value : LongestSleep, stopping).ConfigureAwait(false);
            }
        }
        finally
        {
            foreach (var claim in claims.Skip(used))
                await outbox.Store.ReleaseAsync(claim, CancellationToken.None).ConfigureAwait(false);
            if (places > used)
                _room.Release(places - used);
        }
    }

    private async Task SendAsync(LoopsOutboxClaim claim, long claimedAt, SendSlot slot, bool isProbe, CancellationToken aborting)
    {
        // The loop goes on at once.
        await Task.Yield();
        try
        {
            await _sender.SendAsync(claim, claimedAt, slot, isProbe, aborting).ConfigureAwait(false);
        }
        finally
        {
            _room.Release();
        }
    }

    /// <returns>A slot that is there within <see cref="HeadStart"/>; <see langword="null"/> when there is none soon.</returns>
    private async Task<SendSlot?> ReserveSlotAsync(CancellationToken stopping)
    {
        if (await _slots.ReserveAsync(stopping).ConfigureAwait(false) is { } slot)
        {
            await _slots.WaitAsync(slot, HeadStart, stopping).ConfigureAwait(false);
            Failpoint.Reach(Failpoint.AfterSlot);
            return slot;
        }
        await Task.Delay(LongestSleep, outbox.Time, stopping).ConfigureAwait(false);
        return null;
    }

    /// <summary>Nothing leaves with <c>Loops:Mode=Log</c>, and what was enqueued before is not thrown away for it.</summary>
    private bool IsHeld()
    {
        var isHeld = transport.Options.Mode == LoopsMode.Log;
        if (isHeld && !_isHeld)
            OutboxLog.Held(outbox.Logger, _team, outbox.Store.Name);
        return _isHeld = isHeld;
    }
}
