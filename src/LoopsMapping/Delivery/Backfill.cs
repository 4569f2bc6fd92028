using System.Net;
using LoopsMapping.Client;

namespace LoopsMapping.Delivery;

/// <summary>Hands many contacts to a delivery. One that cannot be sent is reported and does not end the run.</summary>
/// <param name="deliver">Delivers one.</param>
/// <param name="options">What the caller asked for.</param>
/// <param name="progress">Told how far it has come.</param>
internal sealed class Backfill<T>(
    Func<T, LoopsSendOptions, CancellationToken, Task<LoopsReceipt>> deliver, LoopsBackfillOptions options, IProgress<LoopsProgress>? progress)
{
    private const int ReportedEvery = 100;

    private readonly LoopsSendOptions _sendOptions = new() { Priority = LoopsPriority.Bulk, Backfill = new(options.Run, options.SkipUnchanged) };
    private readonly Queue<(T Value, Task<LoopsReceipt> Delivery)> _underWay = [];
    private LoopsProgress _progress = new(0, 0, 0, 0);

    /// <summary>How many deliveries are under way at a time; they are begun in order.</summary>
    public int Window { get; init; } = 1;

    /// <summary>Asked before each record: waits while there is no room for more.</summary>
    public Func<CancellationToken, ValueTask>? WaitForRoom { get; init; }

    public async Task<LoopsProgress> RunAsync(IAsyncEnumerable<T> values, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(values);
        try
        {
            await foreach (var value in values.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (WaitForRoom is { } wait)
                    await wait(cancellationToken).ConfigureAwait(false);
                _underWay.Enqueue((value, Begin(value, cancellationToken)));
                if (_underWay.Count >= Window)
                    await FinishOneAsync().ConfigureAwait(false);
            }
            while (_underWay.Count > 0)
                await FinishOneAsync().ConfigureAwait(false);
        }
        catch
        {
            // What was begun is durable or not whatever ends the run; nobody else would observe its failure.
            foreach (var (_, delivery) in _underWay)
                await ((Task)delivery).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            progress?.Report(_progress);
            throw;
        }
        progress?.Report(_progress);
        return _progress;
    }

    private Task<LoopsReceipt> Begin(T value, CancellationToken cancellationToken)
    {
        try
        {
            return deliver(value, _sendOptions, cancellationToken);
        }
        catch (Exception exception)
        {
            return Task.FromException<LoopsReceipt>(exception);
        }
    }

    private async Task FinishOneAsync()
    {
        var (value, delivery) = _underWay.Peek();
        try
        {
            var receipt = await delivery.ConfigureAwait(false);
            _progress = receipt.Outcome is LoopsOutcome.Enqueued or LoopsOutcome.Accepted
                ? _progress with { Read = _progress.Read + 1, Enqueued = _progress.Enqueued + 1 }
                : _progress with { Read = _progress.Read + 1, Skipped = _progress.Skipped + 1 };
        }
        catch (Exception exception) when (IsOfTheRecord(exception))
        {
            _progress = _progress with { Read = _progress.Read + 1, Failed = _progress.Failed + 1, LastFailure = exception };
            options.OnFailure?.Invoke(value!, exception);
        }
        _underWay.Dequeue();
        if (_progress.Read % ReportedEvery == 0)
            progress?.Report(_progress);
    }

    /// <summary>
    /// Whether the failure is one record's own: it cannot be written, or Loops refuses it. A refused key, an outage or an outbox that cannot store
    /// would fail for every other record, too, and end the run.
    /// </summary>
    private static bool IsOfTheRecord(Exception exception) => exception switch
    {
        OperationCanceledException => false,
        LoopsValidationException => true,
        // What only this record can be the cause of, as the outbox sees it: a body that is too large, for example.
        LoopsApiException { StatusCode: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError } refused
            => refused is not (LoopsAuthenticationException or LoopsRateLimitException) && refused.StatusCode != HttpStatusCode.RequestTimeout,
        LoopsException => false,
        // The value's own members, or a null in the sequence.
        _ => true,
    };
}
