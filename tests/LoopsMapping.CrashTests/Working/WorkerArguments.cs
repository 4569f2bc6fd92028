using System.Globalization;

namespace LoopsMapping.CrashTests.Working;

/// <summary>What a worker does.</summary>
internal enum WorkerJob
{
    /// <summary>Produces and dispatches until it is killed.</summary>
    Load,

    /// <summary>Produces and dispatches until it is asked to stop, as an application is by a deployment.</summary>
    LoadUntilStopped,

    /// <summary>Produces nothing, and dispatches until it is asked to stop.</summary>
    Dispatch,

    /// <summary>Produces nothing, and ends when nothing is left.</summary>
    Drain,

    /// <summary>Enqueues so many records, one after the other, dispatches nothing, and ends.</summary>
    Enqueue,

    /// <summary>Sends inside transactions of its own, and dispatches, until it is killed.</summary>
    Transact,
}

/// <summary>How a worker sends.</summary>
internal enum SenderKind
{
    /// <summary>Through an outbox: a call counts as acked when it completes.</summary>
    Outbox,

    /// <summary>Through the outbox, inside transactions of Npgsql.</summary>
    Transaction,

    /// <summary>Through the outbox, inside transactions of Entity Framework Core.</summary>
    DbContext,

    /// <summary>Through the client without an outbox: a call counts as acked once it is made, since nothing else would repeat it.</summary>
    Direct,

    /// <summary>With <see cref="System.Net.Http.HttpClient"/>, as a program without any library does.</summary>
    HttpClient,

    /// <summary>With <see cref="System.Net.Http.HttpClient"/> and the standard handler of Microsoft.Extensions.Http.Resilience.</summary>
    Resilience,
}

/// <summary>What a campaign tells a worker. Not for people: both ends are this program.</summary>
internal sealed record WorkerArguments
{
    public const string Verb = "worker";

    private const string None = "-";

    /// <summary>The how-manieth worker of the campaign it is, from 1.</summary>
    public required int Number { get; init; }

    public required int Seed { get; init; }

    public required string Directory { get; init; }

    public required Uri BaseAddress { get; init; }

    public required string ApiKey { get; init; }

    /// <summary>How many workers there are at a time.</summary>
    public int Processes { get; init; } = 1;

    /// <summary>Which of these this one is, from 0.</summary>
    public int Slot { get; init; }

    public SenderKind Sender { get; init; }

    public WorkerJob Job { get; init; }

    /// <summary>The point at which it dies by itself.</summary>
    public string? DieAt { get; init; }

    /// <summary>The how-manieth time it gets there.</summary>
    public int DieAfter { get; init; }

    /// <summary>As in the options: 0 for no pace, which most campaigns want; <see langword="null"/> for the default.</summary>
    public double? RequestsPerSecond { get; init; } = 0;

    /// <summary>How many records an <see cref="WorkerJob.Enqueue"/> enqueues.</summary>
    public int Records { get; init; }

    /// <summary>For how many milliseconds a producer rests after each call; 0 for not at all.</summary>
    public int Rest { get; init; }

    /// <summary>Where the outbox is.</summary>
    public required StorePlace Store { get; init; }

    /// <summary>For how many seconds a claim is the dispatcher's; 0 for the default.</summary>
    public int LeaseSeconds { get; init; }

    /// <summary>Whether the store itself is disturbed: a call that fails is not acked, and the program goes on.</summary>
    public bool IsDisturbed { get; init; }

    public string AckPath => AckPathOf(Directory, Number);

    public static string AckPathOf(string directory, int number) => Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"worker-{number:D5}.acks"));

    public string[] ToArray()
    {
        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
        return
        [
            Verb, Text(Number), Text(Seed), Directory, BaseAddress.AbsoluteUri, ApiKey, Text(Processes), Text(Slot),
            Sender.ToString(), Job.ToString(), DieAt ?? None, Text(DieAfter), RequestsPerSecond?.ToString(CultureInfo.InvariantCulture) ?? None, Text(Records), Text(Rest),
            Store.Text, Text(LeaseSeconds), IsDisturbed.ToString(),
        ];
    }

    public static WorkerArguments Parse(string[] arguments)
    {
        int Number(int place) => int.Parse(arguments[place], CultureInfo.InvariantCulture);
        return new()
        {
            Number = Number(1),
            Seed = Number(2),
            Directory = arguments[3],
            BaseAddress = new(arguments[4]),
            ApiKey = arguments[5],
            Processes = Number(6),
            Slot = Number(7),
            Sender = Enum.Parse<SenderKind>(arguments[8]),
            Job = Enum.Parse<WorkerJob>(arguments[9]),
            DieAt = arguments[10] == None ? null : arguments[10],
            DieAfter = Number(11),
            RequestsPerSecond = arguments[12] == None ? null : double.Parse(arguments[12], CultureInfo.InvariantCulture),
            Records = Number(13),
            Rest = Number(14),
            Store = StorePlace.Parse(arguments[15]),
            LeaseSeconds = Number(16),
            IsDisturbed = bool.Parse(arguments[17]),
        };
    }
}
