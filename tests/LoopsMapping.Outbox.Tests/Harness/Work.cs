namespace LoopsMapping.Outbox.Tests.Harness;

/// <summary>
/// What is going on for real while the clock stands: calls of stores, requests, and loops that do not wait on the clock. It goes on when nothing is.
/// </summary>
internal sealed class Work(VirtualTime time)
{
    /// <summary>Of real time: a test that hangs fails.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Of real time, too: a loop that waits for a held answer does not wait on the clock, so it is not waited for any longer.</summary>
    private static readonly TimeSpan PatienceWithLoops = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly Dictionary<object, ClaimWatch> _claims = [];
    private TaskCompletionSource _change = New();
    private int _calls;
    private int _directRequests;

    /// <summary>How many answers a test holds back: they are no reason to wait.</summary>
    public int Held { get; set; }

    /// <summary>Whether all loops that run by themselves are waiting on the clock.</summary>
    public Func<bool> LoopsWait { get; set; } = static () => true;

    public void BeginCall() => Change(() => _calls++);

    public void EndCall() => Change(() => _calls--);

    /// <param name="owner">The application whose outbox sends it; <see langword="null"/> for a direct call.</param>
    /// <param name="by">1 when it begins, -1 when it ends.</param>
    public void CountRequest(object? owner, int by) => Change(() =>
    {
        if (owner is null)
            _directRequests += by;
        else if (by > 0)
            Of(owner).BeginRequest();
        else
            Of(owner).EndRequest();
    });

    /// <summary>Notes what becomes of the claims of an application.</summary>
    public void Note(object owner, Action<ClaimWatch> what) => Change(() => what(Of(owner)));

    /// <summary>The store of an application is closed; its requests end by themselves.</summary>
    public void Forget(object owner) => Change(() => Of(owner).Forget());

    /// <summary>Something may be different now.</summary>
    public void Change() => Change(static () => { });

    /// <summary>Completes when nothing is going on.</summary>
    public async Task WaitForQuietAsync(CancellationToken cancellationToken)
    {
        // Twice, since between two things that go on there may be a moment without either.
        for (var quiet = 0; quiet < 3; quiet++)
        {
            while (WaitForChange(out var isLoops) is { } change)
            {
                quiet = 0;
                if (!await IsSoonAsync(change, isLoops ? PatienceWithLoops : Patience, cancellationToken))
                {
                    Assert.True(isLoops, "What is going on does not end.");
                    return;
                }
            }
            await Task.Yield();
        }
    }

    private Task? WaitForChange(out bool isLoops)
    {
        Task change;
        lock (_gate)
        {
            change = _change.Task;
            isLoops = false;
            if (_calls > 0 || _directRequests > 0 || _claims.Values.Any(claims => claims.IsGoingOn(Held)))
                return change;
        }
        isLoops = !LoopsWait();
        return isLoops ? change : null;
    }

    private ClaimWatch Of(object owner) => _claims.TryGetValue(owner, out var claims) ? claims : _claims[owner] = new(time);

    private static async Task<bool> IsSoonAsync(Task change, TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            await change.WaitAsync(patience, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private void Change(Action change)
    {
        TaskCompletionSource done;
        lock (_gate)
        {
            change();
            (done, _change) = (_change, New());
        }
        done.TrySetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
