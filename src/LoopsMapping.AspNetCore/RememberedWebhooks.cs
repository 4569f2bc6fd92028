namespace LoopsMapping.AspNetCore;

/// <summary>
/// The webhooks that this process handled last. Whoever comes second waits for the first, since only then is it known whether there is anything left
/// to do.
/// </summary>
/// <param name="capacity">
/// How many handled ones are kept. By default more than Loops can send, at 10 a second, while a signature is fresh enough to be played back.
/// </param>
internal sealed class RememberedWebhooks(int capacity = 10_000) : ILoopsWebhookDeduplication
{
    private readonly object _lock = new();
    private readonly Queue<string> _handled = new();

    /// <summary>Null once handled.</summary>
    private readonly Dictionary<string, TaskCompletionSource?> _webhooks = new(StringComparer.Ordinal);

    public async ValueTask<LoopsWebhookClaim> ClaimAsync(string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task first;
            lock (_lock)
            {
                if (!_webhooks.TryGetValue(id, out var running))
                {
                    _webhooks.Add(id, new(TaskCreationOptions.RunContinuationsAsynchronously));
                    return LoopsWebhookClaim.Taken;
                }
                if (running is null)
                    return LoopsWebhookClaim.Handled;
                first = running.Task;
            }
            await first.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask CompleteAsync(string id)
    {
        TaskCompletionSource? running;
        lock (_lock)
        {
            running = _webhooks[id];
            _webhooks[id] = null;
            _handled.Enqueue(id);
            if (_handled.Count > capacity)
                _webhooks.Remove(_handled.Dequeue());
        }
        running?.SetResult();
        return default;
    }

    public ValueTask ReleaseAsync(string id)
    {
        TaskCompletionSource? running;
        lock (_lock)
            _webhooks.Remove(id, out running);
        running?.SetResult();
        return default;
    }
}
