using System.Globalization;
using LoopsMapping.CrashTests.Campaigns;
using LoopsMapping.CrashTests.Working;

namespace LoopsMapping.CrashTests;

/// <summary>What is to be done, as the command line says it.</summary>
internal sealed record CommandLine
{
    private const string KillsUsage = """
        usage: LoopsMapping.CrashTests --store sqlite|postgres --kills N [options]

        Kills a program that uses the outbox with SIGKILL, N times: half of them at random times, half of them at the points where a crash
        is the hardest. A local Loops, which loses requests and answers itself, tells afterwards what arrived, how often and in which order.
        The last line of the output is

          kills N acked N delivered N lost N duplicated N reordered N

        and the exit code is 1 unless the last three are 0.

          --store NAME      sqlite, or postgres: a schema of its own in the database that LOOPS_TEST_POSTGRES names
          --kills N         how many, from 1; from 0 with --restarts or --cuts
          --restarts N      crashes PostgreSQL N times under the load
          --restart-with C  the command for that; pg_ctlcluster 15 main restart -m immediate
          --cuts N          cuts all connections to PostgreSQL N times
          --seed N          of everything random; without it another one each time
          --processes N     how many programs share the store, from 1 (the default) to 16
          --directory PATH  an empty or a new directory for the store and the list of acks, which stay there
          --keep            leaves the directory in the system's folder for temporary files
          --direct          shows what happens without an outbox: a call counts as acked once it is made, since nothing else would repeat it
        """;

    public static string Usage => $"{KillsUsage}{Environment.NewLine}{Environment.NewLine}{CampaignTable.Usage}";

    private const int MaxProcesses = 16;

    public int Kills { get; init; }

    public int Restarts { get; private init; }

    public int Cuts { get; private init; }

    public string RestartWith { get; private init; } = "pg_ctlcluster 15 main restart -m immediate";

    /// <summary><c>sqlite</c> or <c>postgres</c>.</summary>
    public string Store { get; init; } = "sqlite";

    public int Seed { get; init; } = Random.Shared.Next();

    public int Processes { get; private init; } = 1;

    public string? Directory { get; init; }

    public bool Keep { get; init; }

    public SenderKind Sender { get; init; }

    public static CommandLine Parse(string[] arguments)
    {
        var parsed = new CommandLine();
        string? store = null;
        for (var i = 0; i < arguments.Length; i++)
        {
            var name = arguments[i];
            string Value() => ++i < arguments.Length ? arguments[i] : throw Wrong($"{name} has no value.");
            int Number(int least, int most = int.MaxValue)
                => int.TryParse(Value(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
                    ? number
                    : throw Wrong($"{name} '{arguments[i]}' is no number from {least}{(most == int.MaxValue ? "" : $" to {most}")}.");
            parsed = name switch
            {
                "--kills" => parsed with { Kills = Number(0) },
                "--restarts" => parsed with { Restarts = Number(0) },
                "--cuts" => parsed with { Cuts = Number(0) },
                "--restart-with" => parsed with { RestartWith = Value() },
                "--seed" => parsed with { Seed = Number(0) },
                "--processes" => parsed with { Processes = Number(1, MaxProcesses) },
                "--directory" => parsed with { Directory = Value() },
                "--keep" => parsed with { Keep = true },
                "--direct" => parsed with { Sender = SenderKind.Direct },
                "--store" when (store = Value()) is var _ => parsed,
                _ => throw Wrong($"There is no option {name}."),
            };
        }

        if (store is not ("sqlite" or "postgres"))
            throw Wrong(store is null ? "--store is missing." : $"There is no store {store}.");
        if (store is "sqlite" && parsed.Restarts + parsed.Cuts > 0)
            throw Wrong("Only --store postgres can be restarted or cut off.");
        return parsed.Kills + parsed.Restarts + parsed.Cuts > 0 ? parsed with { Store = store } : throw Wrong("--kills is missing.");
    }

    public static UsageException Wrong(string message) => new($"{message}{Environment.NewLine}{Environment.NewLine}{Usage}");
}

/// <summary>The command line is not one; the message says why.</summary>
internal sealed class UsageException(string message) : Exception(message);
