using LoopsMapping.CrashTests.Judging;
using LoopsMapping.CrashTests.Killing;
using LoopsMapping.CrashTests.Transacting;
using LoopsMapping.CrashTests.Working;
using LoopsMapping.Testing;
using Microsoft.EntityFrameworkCore;
using AppContext = LoopsMapping.CrashTests.Transacting.AppContext;

namespace LoopsMapping.CrashTests.Campaigns;

/// <summary>Programs that send inside transactions of their own are killed: a row of theirs is there if and only if its record arrives.</summary>
internal static class TransactionCampaign
{
    private const int LeaseSeconds = 8;

    /// <summary>With so many transactions behind it a program is at work.</summary>
    private const int AtWork = 10;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    public static readonly (string Name, string Help)[] Options =
    [
        ("--through", "ef, or npgsql with --store postgres: what the transactions are of; ef by default"),
        ("--transactions", "how many at least, 10000 by default"),
        ("--kills", "how many at least, 50 by default"),
        ("--processes", "how many programs share the database, 4 by default"),
    ];

    public static async Task<Scoreboard> RunAsync(CampaignOptions options)
    {
        var through = options.Text("--through") ?? "ef";
        var store = options.Text("--store") ?? "sqlite";
        if (through is not ("ef" or "npgsql") || (through == "npgsql" && store != "postgres"))
            throw CommandLine.Wrong($"There are no transactions through {through} on {store}.");
        var wanted = (Transactions: options.Number("--transactions", 10_000), Kills: options.Number("--kills", 50));
        var processes = options.Number("--processes", 4);

        await using var rig = await Rig.StartAsync(options, new() { RequestsPerSecond = 0 });
        await using var context = AppContext.Create(rig.Template);
        await context.CreateTablesAsync();
        var template = rig.Template with
        {
            Job = WorkerJob.Transact,
            Sender = through == "ef" ? SenderKind.DbContext : SenderKind.Transaction,
            LeaseSeconds = LeaseSeconds,
        };
        var kills = 0;
        var random = new Random(options.Seed);
        var gate = new Lock();
        TimeSpan NextDelay()
        {
            lock (gate)
                return TimeSpan.FromMilliseconds(random.Next(200, 6_000));
        }

        async Task KillAsync()
        {
            while (Volatile.Read(ref kills) < wanted.Kills || CountTransactions(template.Directory) < wanted.Transactions)
            {
                var worker = await rig.StartAsync(template);
                var exit = worker.ExitAsync(Timeout.InfiniteTimeSpan);
                // The first transaction of a program takes as long as hundreds of the next.
                while (!exit.IsCompleted && CountTransactions(template.Directory, worker.Number) < AtWork)
                    await Task.Delay(LookEvery);
                await Task.WhenAny(exit, Task.Delay(NextDelay()));
                worker.Kill();
                await exit;
                if (!worker.WasKilled)
                    throw await worker.FailureAsync($"ended by itself with exit code {worker.ExitCode}");
                Interlocked.Increment(ref kills);
            }
        }
        await Task.WhenAll(Enumerable.Range(0, processes).Select(_ => KillAsync()));

        // One that sends nothing of its own moves what the others have committed.
        var mover = await rig.StartAsync(template with { Job = WorkerJob.Dispatch });
        while (await context.CountInboxAsync() > 0)
            await Task.Delay(LookEvery);
        await Rig.StopAsync(mover);

        var rows = (await context.Rows.AsNoTracking().ToListAsync()).ConvertAll(static row => new RecordId(RecordKind.Event, row.Lane, row.Sequence));
        var board = new Scoreboard();
        board.Add("transactions", "transactions", CountTransactions(template.Directory), Goal.AtLeast(wanted.Transactions));
        board.Add("kills", "programs killed", kills, Goal.AtLeast(wanted.Kills));
        board.Add("rows", "rows that were committed", rows.Count, Goal.AtLeast(1));
        await rig.JudgeAsync(board, rows);
        var ghosts = ServerHistory.Read(rig.Server).Effects.Except(rows).ToList();
        board.Add("ghosts", "records of rows that were not committed", ghosts.Count, Goal.Zero);
        foreach (var ghost in ghosts.Take(20))
            board.Note($"ghost: {ghost}");
        rig.Forget(board);
        return board;
    }

    private static long CountTransactions(string directory, int worker)
        => File.Exists(Transacting.Transactions.CountPathOf(directory, worker)) ? new FileInfo(Transacting.Transactions.CountPathOf(directory, worker)).Length : 0;

    private static long CountTransactions(string directory) => Directory.EnumerateFiles(directory, "*.transactions").Sum(static path => new FileInfo(path).Length);
}
