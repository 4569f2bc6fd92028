namespace LoopsMapping.Generator.Schema;

/// <summary>
/// The name that somebody meant who wrote another: the same but for case, the same but for separators too, else the one that the fewest
/// slips of the finger lead to. A name that is far from all of them is near none.
/// </summary>
internal sealed class NearName
{
    private const int MostSlips = 3;

    private readonly Candidate[] _candidates;

    /// <summary>Prepares a search that is repeated; the candidates are looked at once.</summary>
    public NearName(IEnumerable<string> candidates) => _candidates = [.. candidates.Select(static name => new Candidate(name))];

    /// <summary>The candidate that is meant; <see langword="null"/> when none is near.</summary>
    public static string? Find(string name, IEnumerable<string> candidates) => new NearName(candidates).Find(name, static _ => true);

    /// <summary>The candidate that is meant, of those that can be; the first by ordinal order where several are as near.</summary>
    public string? Find(string name, Func<string, bool> canBe)
    {
        var written = new Candidate(name);
        var most = SlipsFor(written.Letters.Length);
        var rows = new int[3][];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = new int[written.Letters.Length + most + 1];
        Candidate? nearest = null;
        var nearestRank = most + 1;
        foreach (var candidate in _candidates)
        {
            if (candidate.Name == name || Rank(written, candidate, nearestRank - 1, rows) is not { } rank || rank > nearestRank)
                continue;
            if ((nearest is null || rank < nearestRank || string.CompareOrdinal(candidate.Name, nearest.Name) < 0) && canBe(candidate.Name))
                (nearest, nearestRank) = (candidate, rank);
        }
        return nearest?.Name;
    }

    /// <summary>0 for another case, 1 for other separators, from 2 on by slips; <see langword="null"/> for what is too far.</summary>
    private static int? Rank(Candidate one, Candidate other, int most, int[][] rows)
    {
        // Of a short name a few slips make any other: planet is no plan.
        most = Math.Max(Math.Min(most, SlipsFor(other.Letters.Length)), 0);
        // A slip adds a letter, takes one away, or both: it changes at most two of the letters that occur.
        if (Math.Abs(one.Letters.Length - other.Letters.Length) > most || BitCount(one.Occurring ^ other.Occurring) > 2 * most)
            return null;
        if (string.Equals(one.Name, other.Name, StringComparison.OrdinalIgnoreCase))
            return 0;
        return Slips(one.Letters, other.Letters, most, rows) is var slips && slips <= most ? slips + 1 : null;
    }

    /// <summary>How many slips may lead to a name: none in two letters, in which everything is near everything.</summary>
    private static int SlipsFor(int length) => length switch
    {
        <= 2 => 0,
        <= 4 => 1,
        <= 9 => 2,
        _ => MostSlips,
    };

    /// <summary>The letters to put in, take out, replace or swap with their neighbour; more than <paramref name="most"/> when it is more.</summary>
    private static int Slips(string one, string other, int most, int[][] rows)
    {
        if (one == other)
            return 0;
        // Two rows back, one row back, this one: a swap reaches back two.
        var (last, above, row) = (rows[0], rows[1], rows[2]);
        for (var j = 0; j <= other.Length; j++)
            above[j] = j;
        var bestAbove = 0;
        for (var i = 1; i <= one.Length; i++)
        {
            row[0] = i;
            var best = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var slips = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    slips = Math.Min(slips, last[j - 2] + 1);
                row[j] = slips;
                best = Math.Min(best, slips);
            }
            if (best > most && bestAbove > most)
                return most + 1;
            bestAbove = best;
            (last, above, row) = (above, row, last);
        }
        return above[other.Length];
    }

    private static int BitCount(uint bits)
    {
        var count = 0;
        for (; bits != 0; bits &= bits - 1)
            count++;
        return count;
    }

    private sealed class Candidate
    {
        public Candidate(string name)
        {
            Name = name;
            var letters = new char[name.Length];
            var length = 0;
            foreach (var c in name)
            {
                if (c is ' ' or '_' or '-' or '.')
                    continue;
                var letter = char.ToLowerInvariant(c);
                letters[length++] = letter;
                Occurring |= 1u << (letter & 31);
            }
            Letters = new string(letters, 0, length);
        }

        public string Name { get; }

        /// <summary>The name in lower case, without separators.</summary>
        public string Letters { get; }

        /// <summary>A bit for each letter that occurs; some share one.</summary>
        public uint Occurring { get; }
    }
}
