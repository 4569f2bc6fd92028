namespace LoopsMapping.CrashTests.Judging;

/// <summary>
/// Compares what the program was told with what the server did. Nothing else counts: not what the outbox says of itself, and not how often
/// it tried.
/// </summary>
internal static class Judge
{
    private const int MaxProblems = 20;

    /// <param name="acked">The records whose call has completed, in any order.</param>
    /// <param name="effects">What took effect at the server, in the order in which it did.</param>
    public static Verdict Decide(IEnumerable<RecordId> acked, IEnumerable<RecordId> effects)
    {
        var problems = new List<string>();
        var seen = new HashSet<RecordId>();
        var latest = new Dictionary<(int Lane, bool IsEmail), RecordId>();
        int duplicated = 0, reordered = 0, repeatedContacts = 0;

        void Report(string problem)
        {
            if (problems.Count < MaxProblems)
                problems.Add(problem);
        }

        foreach (var effect in effects)
        {
            // Emails have lanes of their own: they wait for nothing that is sent of the contact, and it does not wait for them.
            var lane = (effect.Lane, effect.Kind is RecordKind.Email);
            var isLate = latest.TryGetValue(lane, out var last) && effect.Sequence < last.Sequence;
            if (!isLate)
                latest[lane] = effect;

            var isFirst = seen.Add(effect);
            if (!isFirst && effect.Kind is not RecordKind.Contact)
            {
                duplicated++;
                Report($"duplicated: {effect}");
                continue;
            }

            // The same contact again changes nothing, unless something newer of it is there already.
            if (!isFirst)
                repeatedContacts++;
            if (isLate)
            {
                reordered++;
                Report($"reordered: {effect} after {last}");
            }
        }

        var distinct = acked.ToHashSet();
        var lost = 0;
        foreach (var record in distinct)
        {
            if (seen.Contains(record))
                continue;
            lost++;
            Report($"lost: {record}");
        }

        return new(distinct.Count, seen.Count, lost, duplicated, reordered)
        {
            RepeatedContacts = repeatedContacts,
            Unacked = seen.Count - (distinct.Count - lost),
            Problems = problems,
        };
    }
}
