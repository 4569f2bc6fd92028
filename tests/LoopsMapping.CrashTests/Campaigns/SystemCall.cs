using System.Text.RegularExpressions;

namespace LoopsMapping.CrashTests.Campaigns;

/// <summary>
/// The beginning or the end of a system call, or both when nothing came between, as <c>strace -f -y -ttt</c> writes them:
/// <c>17 1700000000.123456 fdatasync(45&lt;/tmp/outbox.db-wal&gt;) = 0</c>, or its halves with <c>&lt;unfinished ...&gt;</c> and
/// <c>&lt;... fdatasync resumed&gt;) = 0</c>.
/// </summary>
/// <param name="Place">Its place among all lines.</param>
/// <param name="Began">The place of its beginning.</param>
/// <param name="Name">Which call.</param>
/// <param name="File">The path of its file.</param>
/// <param name="Text">Its line from the beginning.</param>
internal sealed partial record SystemCall(long Place, long Began, string Name, string File, string Text)
{
    public bool IsBegin { get; private init; }

    public bool IsEnd { get; private init; }

    /// <summary>Of an end: whether the call did what it was asked for.</summary>
    public bool Succeeded { get; private init; }

    public bool IsWrite => Name.Contains("write", StringComparison.Ordinal);

    public static IEnumerable<SystemCall> Read(IEnumerable<string> lines)
    {
        var open = new Dictionary<string, SystemCall>(StringComparer.Ordinal);
        var place = 0L;
        foreach (var line in lines)
        {
            place++;
            if (Beginning().Match(line) is { Success: true } beginning)
            {
                var isEnd = !line.EndsWith("<unfinished ...>", StringComparison.Ordinal);
                var call = new SystemCall(place, place, beginning.Groups["name"].Value, beginning.Groups["file"].Value, line)
                {
                    IsBegin = true,
                    IsEnd = isEnd,
                    Succeeded = isEnd && Success(line),
                };
                if (!isEnd)
                    open[beginning.Groups["thread"].Value] = call;
                yield return call;
            }
            else if (Resumption().Match(line) is { Success: true } resumption && open.Remove(resumption.Groups["thread"].Value, out var begun))
            {
                yield return begun with { Place = place, IsBegin = false, IsEnd = true, Succeeded = Success(line) };
            }
        }
    }

    // What a call returns stands at the end of its line; -1 is followed by the error.
    private static bool Success(string line) => Returned().IsMatch(line);

    [GeneratedRegex(@"^(?<thread>\d+) +\d+\.\d+ (?<name>\w+)\(\d+<(?<file>[^>]*)>")]
    private static partial Regex Beginning();

    [GeneratedRegex(@"^(?<thread>\d+) +\d+\.\d+ <\.\.\. \w+ resumed>")]
    private static partial Regex Resumption();

    [GeneratedRegex(@"\) += \d+$")]
    private static partial Regex Returned();
}
