using LoopsMapping.Delivery;

namespace LoopsMapping.Outbox.Dispatch;

/// <summary>When one request may be sent.</summary>
/// <param name="ReservedAt">When that was asked for, as a timestamp.</param>
/// <param name="Wait">How long after that.</param>
/// <param name="Tolerance">How late it may be used; <see langword="null"/> when it does not matter at all.</param>
internal readonly record struct SendSlot(long ReservedAt, TimeSpan Wait, TimeSpan? Tolerance);

/// <summary>The slots of one team, as its dispatcher uses them.</summary>
internal sealed class SendSlots(TimeProvider time, Transport transport)
{
    private const int MostMissed = 2;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>
    /// A slot that is missed by more is not used: sent that late, the request would come too close to the next. At 95 % of a limit of 10, eleven requests
    /// take 1,053 ms, so that those of two slots may come 53 ms closer before there are eleven within a second.
    /// </summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(30);

    /// <returns>The next slot; <see langword="null"/> when there is none soon.</returns>
    public async Task<SendSlot?> ReserveAsync(CancellationToken cancellationToken)
    {
        var pace = transport.Options.RequestsPerSecond;
        return await transport.Team.Pace.ReserveAsync(pace, LongestWait, cancellationToken).ConfigureAwait(false) is { } wait
            ? new(time.GetTimestamp(), wait, ToleranceOf(pace))
            : null;
    }

    /// <summary>Where slots are further apart than the second in which Loops counts, a late one takes nothing from the next as long as that second is between them.</summary>
    private static TimeSpan? ToleranceOf(double? pace) => pace switch
    {
        0 => null,
        < 1 => TimeSpan.FromSeconds(Math.Max(Tolerance.TotalSeconds, (1 / pace.Value) - 1)),
        _ => Tolerance,
    };

    /// <summary>Waits until some time before a slot.</summary>
    public async Task WaitAsync(SendSlot slot, TimeSpan before, CancellationToken cancellationToken)
    {
        var left = slot.Wait - before - time.GetElapsedTime(slot.ReservedAt);
        if (left > TimeSpan.Zero)
            await Task.Delay(left, time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits for a slot, and for another if that one was missed.</summary>
    /// <returns>False when there is none soon.</returns>
    public async Task<bool> UseAsync(SendSlot slot, CancellationToken cancellationToken)
    {
        // On a machine that is late every time, the last of them is used all the same.
        for (var missed = 0; ; missed++)
        {
            await WaitAsync(slot, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
            if (!transport.Team.Pace.IsPaused && (slot.Tolerance is not { } tolerance || missed >= MostMissed || time.GetElapsedTime(slot.ReservedAt) - slot.Wait < tolerance))
                return true;
            if (await ReserveAsync(cancellationToken).ConfigureAwait(false) is not { } next)
                return false;
            slot = next;
        }
    }
}
