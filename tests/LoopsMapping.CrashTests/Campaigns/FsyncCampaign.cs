using System.ComponentModel;
using System.Diagnostics;
using LoopsMapping.CrashTests.Judging;
using LoopsMapping.CrashTests.Killing;
using LoopsMapping.CrashTests.Working;

namespace LoopsMapping.CrashTests.Campaigns;

/// <summary>What a call promises is on the disk: the system's own record shows that the flush came back before the program was told.</summary>
internal static class FsyncCampaign
{
    private const int MaxProblems = 10;

    /// <summary>Longer than a page and its header, so that a record's text is seen whole.</summary>
    private const int LongestText = 8192;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static readonly (string Name, string Help)[] Options = [("--records", "how many are enqueued one by one, 2000 by default")];

    public static async Task<Scoreboard> RunAsync(CampaignOptions options)
    {
        var records = options.Number("--records", 2_000);
        if (!HasTracer())
            return new() { Skipped = "strace is not installed; apt-get install strace." };

        using var workspace = Workspace.Create(options.Directory, options.Keep);
        var trace = Path.Combine(workspace.Path, "trace");
        var arguments = new WorkerArguments
        {
            Number = 1,
            Seed = options.Seed,
            Directory = workspace.Path,
            // It sends nothing.
            BaseAddress = new("http://127.0.0.1:9/api/v1/"),
            ApiKey = "key",
            Store = StorePlace.Of("sqlite", workspace.Path),
            Job = WorkerJob.Enqueue,
            Records = records,
        };
        using var worker = WorkerProcess.Start(
            arguments, "strace", "-f", "-y", "-ttt", "-s", $"{LongestText}", "-e", "trace=write,writev,pwrite64,pwritev,fsync,fdatasync", "-o", trace);
        if (!await worker.ExitAsync(Patience))
            throw await worker.FailureAsync($"was not done after {Patience.TotalMinutes} minutes");
        if (worker.ExitCode != 0 && (await worker.ReadErrorsAsync()).Contains("PTRACE", StringComparison.OrdinalIgnoreCase))
            return new() { Skipped = $"the system does not let strace trace: {(await worker.ReadErrorsAsync()).Trim()}" };
        if (worker.ExitCode != 0)
            throw await worker.FailureAsync($"ended with exit code {worker.ExitCode}");

        var check = new FsyncCheck();
        foreach (var call in SystemCall.Read(File.ReadLines(trace)))
            check.Take(call);
        var board = new Scoreboard();
        board.Add("acks", "acks checked", check.Acks, Goal.AtLeast(records));
        board.Add("flushes", "flushes of the log", check.Flushes);
        board.Add("exceptions", "acks without a flush before", check.Problems.Count, Goal.Zero);
        foreach (var problem in check.Problems.Take(MaxProblems))
            board.Note(problem);
        workspace.IsSpent = board.IsGood;
        return board;
    }

    private static bool HasTracer()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("strace", "-V") { RedirectStandardOutput = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    /// <summary>
    /// Goes through the calls. For each ack: a write to the log has the record in it, and a flush of the log began after the last write to it,
    /// came back, and did so before the write of the ack began. Nobody dispatches, so every write to the log is of the record that is enqueued.
    /// </summary>
    private sealed class FsyncCheck
    {
        private readonly List<string> _written = [];
        private bool _isFlushed;
        private long _lastWrite = -1;

        public int Acks { get; private set; }

        public int Flushes { get; private set; }

        public List<string> Problems { get; } = [];

        public void Take(SystemCall call)
        {
            if (call.File.EndsWith("-wal", StringComparison.Ordinal))
            {
                if (call.IsWrite)
                    Write(call);
                else
                    Flush(call);
            }
            else if (call.IsWrite && call.IsBegin && call.File.EndsWith(".acks", StringComparison.Ordinal))
            {
                Ack(call);
            }
        }

        private void Write(SystemCall call)
        {
            if (call.IsBegin)
                _written.Add(call.Text);
            _isFlushed = false;
            _lastWrite = call.Place;
        }

        private void Flush(SystemCall call)
        {
            // Of a flush that came back, only what was written before it began is safe.
            if (!call.IsEnd || call.Began < _lastWrite)
                return;
            Flushes++;
            _isFlushed = call.Succeeded;
        }

        private void Ack(SystemCall call)
        {
            Acks++;
            var record = RecordId.Parse(call.Text[(call.Text.IndexOf('"', StringComparison.Ordinal) + 1)..call.Text.IndexOf("\\n", StringComparison.Ordinal)]);
            if (!_written.Exists(text => text.Contains($"\\\"sequence\\\":{record.Sequence}}}", StringComparison.Ordinal)))
                Problems.Add($"{record} was acked, and no write to the log has it.");
            else if (!_isFlushed)
                Problems.Add($"{record} was acked before the log was flushed.");
            _written.Clear();
        }
    }
}
