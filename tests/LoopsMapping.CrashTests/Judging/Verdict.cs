namespace LoopsMapping.CrashTests.Judging;

/// <summary>What became of the workload.</summary>
/// <param name="Acked">How many records the program was told were taken.</param>
/// <param name="Delivered">How many records took effect, those included that were never acked: killed between commit and ack.</param>
/// <param name="Lost">How many acked records never took effect.</param>
/// <param name="Duplicated">How many effects of events and emails were one too many.</param>
/// <param name="Reordered">How many effects came after that of a later record of their lane.</param>
internal sealed record Verdict(int Acked, int Delivered, int Lost, int Duplicated, int Reordered)
{
    /// <summary>How many contacts were sent again after they had been accepted, which changes nothing.</summary>
    public int RepeatedContacts { get; init; }

    /// <summary>How many records took effect without an ack, which the promise allows.</summary>
    public int Unacked { get; init; }

    /// <summary>The first things that are wrong, to look into.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    public bool IsClean => Lost == 0 && Duplicated == 0 && Reordered == 0;
}
