using LoopsMapping.Outbox;

namespace LoopsMapping.CrashTests.Killing;

/// <summary>How one worker dies.</summary>
/// <param name="Point">Where: a label, or at a random time.</param>
/// <param name="Count">The how-manieth time it gets there; 0 for a random time.</param>
/// <param name="Delay">After how long; zero for a label.</param>
internal sealed record Kill(string Point, int Count, TimeSpan Delay)
{
    /// <summary>At some time after it said that it is up.</summary>
    public const string Random = "random";

    /// <summary>At some time after it was started, perhaps while it still opens the store.</summary>
    public const string Starting = "random, while starting";

    /// <summary>When nothing more is to happen.</summary>
    public const string AtTheEnd = "at the end";

    /// <summary>While it waits for an answer: the request has taken effect. Only the server can see that.</summary>
    public const string MidHttp = "mid-http";

    /// <summary>The labelled points with the highest count that is drawn. A commit covers many records, so there are fewer of them.</summary>
    private static readonly (string Point, int MaxCount)[] Labels =
    [
        (Failpoint.BeforeCommit, 60),
        (Failpoint.AfterCommit, 60),
        (Failpoint.AfterSlot, 250),
        (Failpoint.AfterFirstAttemptMark, 250),
        (MidHttp, 250),
        (Failpoint.BeforeCompletion, 250),
        (Failpoint.MidCompletion, 60),
    ];

    /// <summary>Whether the worker does it itself.</summary>
    public bool IsByWorker => Count > 0 && Point != MidHttp;

    /// <summary>As many as wanted, at random times alone.</summary>
    public static IEnumerable<Kill> AtRandom(int kills, Random random)
        => Enumerable.Range(0, kills).Select(_ => new Kill(Random, 0, TimeSpan.FromMilliseconds(random.Next(1_000, 4_000))));

    /// <summary>As many as wanted: by turns at a random time and at a label, the labels one after the other.</summary>
    /// <param name="kills">How many.</param>
    /// <param name="random">Draws times and counts.</param>
    /// <param name="isDirect">Whether there is no outbox, and so no point of one.</param>
    public static IEnumerable<Kill> Plan(int kills, Random random, bool isDirect)
    {
        var labels = isDirect ? [.. Labels.Where(static label => label.Point == MidHttp)] : Labels;
        for (var i = 0; i < kills; i++)
        {
            if (i % 2 == 0)
            {
                yield return random.Next(10) == 0
                    ? new(Starting, 0, TimeSpan.FromMilliseconds(random.Next(20, 500)))
                    : new(Random, 0, TimeSpan.FromMilliseconds(random.Next(150, 900)));
                continue;
            }

            var (point, maxCount) = labels[i / 2 % labels.Length];
            // Squared, so that the first times are drawn more often: those are the ones that meet what the last worker left.
            var share = random.NextDouble();
            yield return new(point, 1 + (int)(share * share * maxCount), TimeSpan.Zero);
        }
    }
}
