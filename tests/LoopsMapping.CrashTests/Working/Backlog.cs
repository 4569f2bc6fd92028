using LoopsMapping.Outbox;

namespace LoopsMapping.CrashTests.Working;

/// <summary>
/// Keeps producers from running away: what is enqueued faster than it is delivered would only be delivered by the last worker, which nobody
/// kills.
/// </summary>
internal sealed class Backlog(ILoopsOutboxStore store, bool isDisturbed)
{
    private const int MaxPending = 3000;

    private TaskCompletionSource _room = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static TimeSpan Interval { get; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until there is room.</summary>
    public Task RoomAsync() => Volatile.Read(ref _room).Task;

    public async Task WatchAsync(CancellationToken stopping)
    {
        while (true)
        {
            var pending = await TryCountAsync();
            if (pending < MaxPending)
                _room.TrySetResult();
            else if (_room.Task.IsCompleted)
                Volatile.Write(ref _room, new(TaskCreationOptions.RunContinuationsAsynchronously));
            await Task.Delay(Interval, stopping);
        }
    }

    /// <summary>A store that does not answer has no room.</summary>
    private async Task<long> TryCountAsync()
    {
        try
        {
            return (await CountAsync()).Pending;
        }
        catch (LoopsOutboxException) when (isDisturbed)
        {
            return long.MaxValue;
        }
    }

    public async Task<(long Pending, long DeadLetters)> CountAsync()
    {
        var teams = await store.GetStatsAsync();
        return (teams.Sum(static team => team.Pending), teams.Sum(static team => team.DeadLetters));
    }
}
