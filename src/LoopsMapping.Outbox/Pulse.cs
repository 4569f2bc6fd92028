namespace LoopsMapping.Outbox;

/// <summary>Something that happens again and again, for whoever waits for its next time. While nobody waits, it costs nothing.</summary>
internal sealed class Pulse
{
    private TaskCompletionSource? _next;

    /// <summary>Completes at the next time from here on.</summary>
    public Task Next
    {
        get
        {
            if (Volatile.Read(ref _next) is { } waited)
                return waited.Task;
            var next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return (Interlocked.CompareExchange(ref _next, next, null) ?? next).Task;
        }
    }

    /// <summary>It happens.</summary>
    public void Beat() => Interlocked.Exchange(ref _next, null)?.TrySetResult();
}
