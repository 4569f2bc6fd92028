using System.Threading.Channels;

namespace LoopsMapping.Testing.Webhooks;

/// <summary>Sends webhooks in order, one at a time, each batch once the request it follows from has been answered.</summary>
internal sealed class WebhookSender : IAsyncDisposable
{
    private readonly Channel<Batch> _batches = Channel.CreateUnbounded<Batch>(new() { SingleReader = true });
    private readonly CancellationTokenSource _stopping = new();
    private readonly object _gate = new();
    private readonly List<LoopsServerWebhook> _sent = [];
    private readonly WebhookClient _client;
    private readonly Task _sending;

    public WebhookSender(TimeProvider time)
    {
        _client = new(time);
        _sending = SendAsync();
    }

    public IReadOnlyList<LoopsServerWebhook> Sent
    {
        get
        {
            lock (_gate)
                return [.. _sent];
        }
    }

    /// <summary>Takes webhooks; the result is there once all of them are answered.</summary>
    public Task<IReadOnlyList<LoopsServerWebhook>> Post(IReadOnlyList<WebhookDraft> drafts, Task answered)
    {
        var batch = new Batch(drafts, answered);
        if (!_batches.Writer.TryWrite(batch))
            batch.Done.SetResult([]);
        return batch.Done.Task;
    }

    public Task FlushAsync() => Post([], Task.CompletedTask);

    public void Forget()
    {
        lock (_gate)
            _sent.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_batches.Writer.TryComplete())
            return;
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _sending.ConfigureAwait(false);
        _client.Dispose();
        _stopping.Dispose();
    }

    private async Task SendAsync()
    {
        await foreach (var batch in _batches.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            try
            {
                await batch.Answered.WaitAsync(_stopping.Token).ConfigureAwait(false);
                batch.Done.SetResult(await SendAsync(batch.Drafts).ConfigureAwait(false));
            }
            catch (OperationCanceledException)
            {
                batch.Done.SetCanceled(CancellationToken.None);
            }
        }
    }

    private async Task<IReadOnlyList<LoopsServerWebhook>> SendAsync(IReadOnlyList<WebhookDraft> drafts)
    {
        var sent = new List<LoopsServerWebhook>(drafts.Count);
        foreach (var draft in drafts)
        {
            _stopping.Token.ThrowIfCancellationRequested();
            var webhook = await _client.SendAsync(draft, _stopping.Token).ConfigureAwait(false);
            sent.Add(webhook);
            lock (_gate)
                _sent.Add(webhook);
        }
        return sent;
    }

    private sealed record Batch(IReadOnlyList<WebhookDraft> Drafts, Task Answered)
    {
        public TaskCompletionSource<IReadOnlyList<LoopsServerWebhook>> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
