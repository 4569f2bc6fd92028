using LoopsMapping.CrashTests.Judging;

namespace LoopsMapping.CrashTests.Working;

/// <summary>
/// What a worker does until it is killed: producers that visit contact after contact. A visit tells who it is and then what it does, one
/// call after the other, so that the lane's order is known.
/// </summary>
internal sealed class Workload(IRecordSender sender, AckWriter acks, Backlog? backlog, WorkerArguments arguments)
{
    private const int LaneCount = 400;
    private const int Producers = 24;
    private const int ShortestVisit = 6;
    private const int LongestVisit = 16;

    /// <summary>More than a worker gets to in its life, so that the numbers of the next one are higher without knowing how far this one came.</summary>
    private const long NumbersPerWorker = 10_000_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly long[] _sequences = [.. Enumerable.Repeat(arguments.Number * NumbersPerWorker, LaneCount)];

    /// <param name="stopping">Ends it after the calls that are under way; otherwise it ends only by a failure.</param>
    public async Task RunAsync(CancellationToken stopping = default)
    {
        List<Task> tasks = [.. Enumerable.Range(0, Producers).Select(producer => Task.Run(() => EndAsync(ProduceAsync(producer, stopping), stopping), CancellationToken.None))];
        if (backlog is not null)
            tasks.Add(EndAsync(backlog.WatchAsync(stopping), stopping));
        await foreach (var task in Task.WhenEach(tasks))
            await task;
    }

    private static async Task EndAsync(Task task, CancellationToken stopping)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Asked to.
        }
    }

    private async Task ProduceAsync(int producer, CancellationToken stopping)
    {
        // A lane belongs to one process, and within it to one producer.
        int[] lanes = [.. Enumerable.Range(0, LaneCount).Where(lane => lane % arguments.Processes == arguments.Slot && lane / arguments.Processes % Producers == producer)];
        if (lanes.Length == 0)
        {
            await Task.Delay(Timeout.Infinite, stopping);
            return;
        }

        // Reproducible, and another one for each producer of each worker.
        var random = new Random(unchecked((arguments.Seed * 31 + arguments.Number) * 31 + producer));
        while (true)
        {
            var lane = lanes[random.Next(lanes.Length)];
            await CallAsync(RecordKind.Contact, lane, stopping);
            for (var left = random.Next(ShortestVisit, LongestVisit + 1); left > 0; left--)
            {
                await CallAsync(random.Next(20) switch
                {
                    0 => RecordKind.Contact,
                    1 => RecordKind.Email,
                    _ => RecordKind.Event,
                }, lane, stopping);
            }
        }
    }

    private async Task CallAsync(RecordKind kind, int lane, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        if (arguments.Rest > 0)
            await Task.Delay(arguments.Rest, stopping);
        if (backlog is not null)
            await backlog.RoomAsync().WaitAsync(stopping);
        var record = new RecordId(kind, lane, ++_sequences[lane]);
        if (arguments.Sender is not SenderKind.Outbox)
        {
            acks.Write(record);
            await CallAndForgetAsync(record);
            return;
        }

        try
        {
            await sender.SendAsync(record);
        }
        catch (LoopsOutboxException) when (arguments.IsDisturbed)
        {
            // Nobody was told that it is stored.
            await Task.Delay(Pause, stopping);
            return;
        }
        acks.Write(record);
    }

    /// <summary>Without an outbox a failure is logged at best, and then the program goes on.</summary>
    private async Task CallAndForgetAsync(RecordId record)
    {
        try
        {
            await sender.SendAsync(record);
        }
        catch (Exception exception) when (arguments.Sender is not SenderKind.Direct || exception is LoopsException)
        {
        }
    }
}
