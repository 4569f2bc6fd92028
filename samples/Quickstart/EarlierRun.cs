using LoopsMapping.Outbox;

namespace Quickstart;

/// <summary>What an earlier run, which was killed, left in the outbox. An application need not look: its host sends what is there.</summary>
internal sealed class EarlierRun : IAsyncDisposable
{
    private readonly SqliteOutboxStore _outbox;

    private EarlierRun(SqliteOutboxStore outbox) => _outbox = outbox;

    public IReadOnlyList<LoopsOutboxRecord> Left { get; private set; } = [];

    public static async Task<EarlierRun> LookAsync(string path)
    {
        var outbox = new SqliteOutboxStore(path);
        await outbox.OpenAsync();
        return new(outbox) { Left = await outbox.ListAsync(new() { State = LoopsOutboxState.Pending }) };
    }

    /// <summary>Waits until none of it is left; <c>FlushAsync</c> waits for the calls of this run alone.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        long[] ids = [.. Left.Select(static record => record.Id)];
        while ((await _outbox.FindPendingAsync(ids, cancellationToken)).Count > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
    }

    /// <summary>Whether there is something that Loops will never take; the log says what and why.</summary>
    public async Task<bool> HasDeadLettersAsync() => (await _outbox.ListAsync(new() { State = LoopsOutboxState.DeadLetter })).Count > 0;

    public ValueTask DisposeAsync() => _outbox.DisposeAsync();
}
