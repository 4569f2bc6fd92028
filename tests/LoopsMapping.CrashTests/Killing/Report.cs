using System.Globalization;
using LoopsMapping.CrashTests.Judging;

namespace LoopsMapping.CrashTests.Killing;

/// <summary>What a campaign found, for people; the last line is for programs.</summary>
internal sealed record Report(int Kills, IReadOnlyDictionary<string, int> KillsByPoint, Verdict Verdict, ServerHistory History)
{
    public long DeadLetters { get; init; }

    /// <summary>What <see cref="DatabaseCheck"/> says of the store; <see langword="null"/> where there is none.</summary>
    public string? Integrity { get; init; }

    /// <summary>How often the database was restarted, and connections were cut.</summary>
    public (int Restarts, int Cuts) Disturbances { get; init; }

    public TimeSpan Duration { get; init; }

    public bool IsGood => Verdict.IsClean && Integrity is null or DatabaseCheck.Ok;

    public void Print(TextWriter output)
    {
        void Row(string name, object value) => output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-36} {value}"));

        foreach (var (point, kills) in KillsByPoint)
            Row($"kills, {point}", kills);
        if (Disturbances.Restarts > 0)
            Row("restarts of the database", Disturbances.Restarts);
        if (Disturbances.Cuts > 0)
            Row("times connections were cut", Disturbances.Cuts);
        Row("requests", History.Requests);
        foreach (var (fault, requests) in History.Faults)
            Row($"fault, {fault}", requests);
        Row("cut off by a kill", History.Torn);
        Row("409 absorbed", History.Conflicts);
        Row("contacts sent again", Verdict.RepeatedContacts);
        Row("delivered without an ack", Verdict.Unacked);
        Row("dead letters", DeadLetters);
        Row("integrity", Integrity ?? "-");
        Row("duration", string.Create(CultureInfo.InvariantCulture, $"{Duration.TotalSeconds:F0} s"));
        foreach (var (answer, requests) in History.Refusals)
            Row("refused", $"{requests} × {answer}");
        foreach (var problem in Verdict.Problems)
            output.WriteLine(problem);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"kills {Kills} acked {Verdict.Acked} delivered {Verdict.Delivered} lost {Verdict.Lost} duplicated {Verdict.Duplicated} reordered {Verdict.Reordered}"));
    }
}
