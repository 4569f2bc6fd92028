using System.Globalization;

namespace LoopsMapping.CrashTests.Campaigns;

/// <summary>What a figure has to be.</summary>
internal readonly record struct Goal(string Text, Func<double, bool> IsMet)
{
    public static Goal Zero { get; } = new("0", static value => value == 0);

    public static Goal AtMost(double most) => new(Number($"≤ {most}"), value => value <= most);

    public static Goal AtLeast(double least) => new(Number($"≥ {least}"), value => value >= least);

    public static Goal Below(double bound) => new(Number($"< {bound}"), value => value < bound);

    private static string Number(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The figures of a campaign, with what they have to be.</summary>
internal sealed class Scoreboard
{
    private readonly List<(string Key, string What, double Value, Goal? Goal)> _figures = [];
    private readonly List<string> _problems = [];

    /// <summary>Whether every figure is what it has to be.</summary>
    public bool IsGood => _figures.All(static figure => figure.Goal is not { } goal || goal.IsMet(figure.Value));

    /// <summary>Why there is nothing to judge, and that is no fault; <see langword="null"/> as a rule.</summary>
    public string? Skipped { get; init; }

    /// <summary>Takes a figure; a number that is not there, such as that of an empty list, meets no goal.</summary>
    /// <param name="key">What it is called on the last line.</param>
    /// <param name="what">What it is, with its unit.</param>
    /// <param name="value">The figure.</param>
    /// <param name="goal">What it has to be; <see langword="null"/> when nothing is asked of it.</param>
    public void Add(string key, string what, double value, Goal? goal = null) => _figures.Add((key, what, value, goal));

    /// <summary>Takes what the judge says of lost, repeated and overtaken records, all of which have to be none.</summary>
    public void Add(Judging.Verdict verdict, long deadLetters)
    {
        Add("acked", "records taken", verdict.Acked);
        Add("delivered", "records delivered", verdict.Delivered);
        Add("lost", "lost", verdict.Lost, Goal.Zero);
        Add("duplicated", "duplicated", verdict.Duplicated, Goal.Zero);
        Add("reordered", "reordered", verdict.Reordered, Goal.Zero);
        Add("dead-letters", "dead letters", deadLetters, Goal.Zero);
        _problems.AddRange(verdict.Problems);
    }

    /// <summary>Takes something to look into.</summary>
    public void Note(string problem) => _problems.Add(problem);

    /// <returns>Whether the goals are met.</returns>
    public bool Print(string name, TextWriter output)
    {
        static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
        foreach (var (_, what, value, goal) in _figures)
        {
            var verdict = goal is not { } asked ? "" : asked.IsMet(value) ? "ok" : "MISSED";
            output.WriteLine($"{what,-56} {Text(value),12}   {goal?.Text,-8} {verdict}".TrimEnd());
        }
        foreach (var problem in _problems)
            output.WriteLine(problem);
        if (Skipped is not null)
            output.WriteLine($"Skipped: {Skipped}");
        var figures = Skipped is null ? _figures.Select(static figure => $"{figure.Key} {Text(figure.Value)}") : ["skipped 1"];
        output.WriteLine($"campaign {name} {string.Join(' ', figures)}");
        return IsGood;
    }
}
