namespace LoopsMapping.Testing;

/// <summary>
/// An answer that is held back: its request has been handled and has taken effect, and its client waits. Disposing releases it. A client that
/// gives up while it waits changes nothing.
/// </summary>
public sealed class LoopsServerHold : IDisposable
{
    private readonly TaskCompletionSource<LoopsServerRequest> _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal LoopsServerHold()
    {
    }

    /// <summary>
    /// Completes once a request is being held, with that request; is canceled when <see cref="LoopsServer.Reset"/> or the end of the server
    /// comes first.
    /// </summary>
    public Task<LoopsServerRequest> Reached => _reached.Task;

    /// <summary>Lets the answer go, now or once its request arrives. Calling it again does nothing.</summary>
    public void Release() => _released.TrySetResult();

    /// <summary>Does what <see cref="Release"/> does.</summary>
    public void Dispose() => Release();

    internal Task Begin(LoopsServerRequest request)
    {
        _reached.TrySetResult(request);
        return _released.Task;
    }

    internal void Forget() => _reached.TrySetCanceled();
}
