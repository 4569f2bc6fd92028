using System.Globalization;

namespace LoopsMapping.CrashTests.Working;

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
    public required int Processes { get; init; }

    /// <summary>Which of these this one is, from 0.</summary>
    public required int Slot { get; init; }

    public bool IsDirect { get; init; }

    /// <summary>Whether it produces nothing and ends when nothing is left.</summary>
    public bool Drains { get; init; }

    /// <summary>The point at which it dies by itself.</summary>
    public string? DieAt { get; init; }

    /// <summary>The how-manieth time it gets there.</summary>
    public int DieAfter { get; init; }

    public string AckPath => AckPathOf(Directory, Number);

    public string DatabasePath => DatabasePathOf(Directory);

    public static string AckPathOf(string directory, int number) => Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"worker-{number:D5}.acks"));

    public static string DatabasePathOf(string directory) => Path.Combine(directory, "outbox.db");

    public string[] ToArray()
    {
        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
        return
        [
            Verb, Text(Number), Text(Seed), Directory, BaseAddress.AbsoluteUri, ApiKey, Text(Processes), Text(Slot),
            IsDirect.ToString(), Drains.ToString(), DieAt ?? None, Text(DieAfter),
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
            IsDirect = bool.Parse(arguments[8]),
            Drains = bool.Parse(arguments[9]),
            DieAt = arguments[10] == None ? null : arguments[10],
            DieAfter = Number(11),
        };
    }
}
