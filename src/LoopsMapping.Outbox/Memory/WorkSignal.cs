namespace LoopsMapping.Outbox.Memory;

/// <summary>Wakes everybody who waits for work, and whoever waits next when nobody did.</summary>
internal sealed class WorkSignal(TimeProvider time)
{
    // Timers take no more than some weeks; who waits may be woken without a reason.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly object _gate = new();
    private TaskCompletionSource _work = NewSource();
    private bool _isRaised;

    public void Raise()
    {
        TaskCompletionSource work;
        lock (_gate)
        {
            // It stays raised: work that comes between a claim and the wait after it must not be slept through.
            _isRaised = true;
            work = _work;
            _work = NewSource();
        }
        work.SetResult();
    }

    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Task work;
        lock (_gate)
        {
            if (_isRaised || longest <= TimeSpan.Zero)
            {
                _isRaised = false;
                return;
            }
            work = _work.Task;
        }

        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(work, Task.Delay(longest < LongestWait ? longest : LongestWait, time, giveUp.Token)).ConfigureAwait(false);
        await giveUp.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
            _isRaised = false;
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
