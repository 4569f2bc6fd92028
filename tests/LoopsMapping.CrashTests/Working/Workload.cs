using LoopsMapping.CrashTests.Judging;

namespace LoopsMapping.CrashTests.Working;

/// <summary>
/// What a worker does until it is killed: producers that visit contact after contact. A visit tells who it is and then what it does, one
/// call after the other, so that the lane's order is known.
/// </summary>
internal sealed class Workload(CrashLoops client, AckWriter acks, Backlog? backlog, WorkerArguments arguments)
{
    private const int LaneCount = 400;
    private const int Producers = 24;
    private const int ShortestVisit = 6;
    private const int LongestVisit = 16;

    /// <summary>More than a worker gets to in its life, so that the numbers of the next one are higher without knowing how far this one came.</summary>
    private const long NumbersPerWorker = 10_000_000;

    private readonly long[] _sequences = [.. Enumerable.Repeat(arguments.Number * NumbersPerWorker, LaneCount)];

    /// <summary>Ends only by a failure.</summary>
    public async Task RunAsync()
    {
        List<Task> tasks = [.. Enumerable.Range(0, Producers).Select(producer => Task.Run(() => ProduceAsync(producer)))];
        if (backlog is not null)
            tasks.Add(backlog.WatchAsync());
        await await Task.WhenAny(tasks);
    }

    private async Task ProduceAsync(int producer)
    {
        // A lane belongs to one process, and within it to one producer.
        int[] lanes = [.. Enumerable.Range(0, LaneCount).Where(lane => lane % arguments.Processes == arguments.Slot && lane / arguments.Processes % Producers == producer)];
        if (lanes.Length == 0)
        {
            await Task.Delay(Timeout.Infinite);
            return;
        }

        // Reproducible, and another one for each producer of each worker.
        var random = new Random(unchecked((arguments.Seed * 31 + arguments.Number) * 31 + producer));
        while (true)
        {
            var lane = lanes[random.Next(lanes.Length)];
            await CallAsync(RecordKind.Contact, lane);
            for (var left = random.Next(ShortestVisit, LongestVisit + 1); left > 0; left--)
            {
                await CallAsync(random.Next(20) switch
                {
                    0 => RecordKind.Contact,
                    1 => RecordKind.Email,
                    _ => RecordKind.Event,
                }, lane);
            }
        }
    }

    private async Task CallAsync(RecordKind kind, int lane)
    {
        if (backlog is not null)
            await backlog.RoomAsync();
        var record = new RecordId(kind, lane, ++_sequences[lane]);
        if (arguments.IsDirect)
        {
            acks.Write(record);
            await CallDirectlyAsync(record);
            return;
        }

        await SendAsync(record);
        acks.Write(record);
    }

    /// <summary>Without an outbox a failure is logged at best, and then the program goes on.</summary>
    private async Task CallDirectlyAsync(RecordId record)
    {
        try
        {
            await SendAsync(record);
        }
        catch (LoopsException)
        {
        }
    }

    private Task<LoopsReceipt> SendAsync(RecordId record)
    {
        var (userId, email) = (Lanes.UserId(record.Lane), Lanes.Email(record.Lane));
        return record.Kind switch
        {
            RecordKind.Contact => client.IdentifyAsync(new Person(userId, email, record.Sequence)),
            RecordKind.Event => client.TrackAsync(new PageViewed(userId, email, record.Sequence)),
            _ => client.SendAsync(new Letter(email, record.Sequence)),
        };
    }
}
