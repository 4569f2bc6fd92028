using System.Globalization;

namespace LoopsMapping.CrashTests.Judging;

internal enum RecordKind
{
    Contact,
    Event,
    Email,
}

/// <summary>One record of the workload.</summary>
/// <param name="Kind">Which call it was.</param>
/// <param name="Lane">Which contact it is about.</param>
/// <param name="Sequence">Its number, which grows from call to call of its lane, across all kinds and all processes.</param>
internal readonly record struct RecordId(RecordKind Kind, int Lane, long Sequence)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind} {Lane} {Sequence}");

    public static RecordId Parse(string text)
    {
        var parts = text.Split(' ');
        return new(
            Enum.Parse<RecordKind>(parts[0]),
            int.Parse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture),
            long.Parse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture));
    }
}
