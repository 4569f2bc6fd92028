using LoopsMapping.Tool.Projects;
using LoopsMapping.Tool.Schema;
using Spectre.Console;

namespace LoopsMapping.Tool.Checks;

/// <summary>The result of a check, for people, scripts and GitHub.</summary>
internal static class CheckReport
{
    private static readonly Style Bad = new(Color.Red);
    private static readonly Style Good = new(Color.Green);

    public static void Write(ToolConsole console, IReadOnlyList<CheckResult> results, string format)
    {
        switch (format)
        {
            case "json":
                console.Output.WriteLine(ToolJson.Line(new
                {
                    IsGood = results.All(static result => result.IsGood),
                    Destinations = results.Select(static result => new
                    {
                        result.Manifest.Destination,
                        result.Schema.Team,
                        SchemaPath = result.File?.Path,
                        result.Schema.PulledAt,
                        result.DisagreeingCode,
                        Differences = result.Differences.Select(static one => new { one.Rule, one.Kind, one.Type, one.Member, one.Message, one.Suggestion }),
                    }),
                }));
                break;
            case "github":
                foreach (var result in results)
                {
                    foreach (var difference in result.Differences)
                        console.Output.WriteLine($"::error title={GitHub($"{difference.Rule} {difference.Where}", isProperty: true)}::{GitHub(difference.Text, isProperty: false)}");
                    if (result.DisagreeingCode is { } code)
                        console.Output.WriteLine($"::error file={GitHub(Path.GetRelativePath(console.Folder, code), isProperty: true)}::{GitHub(result.DisagreementText, isProperty: false)}");
                }
                console.Output.WriteLine(Summary(results));
                break;
            case "markdown":
                Markdown(console, results);
                break;
            default:
                Table(console, results);
                break;
        }
    }

    private static void Table(ToolConsole console, IReadOnlyList<CheckResult> results)
    {
        var writer = new AnsiWriter(console.Output, console.Capabilities);
        foreach (var result in results.Where(static result => !result.IsGood))
        {
            writer.WriteLine(Heading(result));
            writer.WriteLine();
            if (result.Differences.Count > 0)
            {
                var table = new TextTable("Rule", "Where", "What");
                foreach (var difference in result.Differences)
                    table.Add((difference.Rule, Bad), (BuiltDestinations.Short(result.Manifest, difference.Where), Style.Plain), (difference.Text, Style.Plain));
                table.Write(writer, console.Width);
                writer.WriteLine();
            }
            if (result.DisagreeingCode is not null)
            {
                writer.WriteLine(result.DisagreementText, Bad);
                writer.WriteLine();
            }
        }
        writer.WriteLine(Summary(results), results.All(static result => result.IsGood) ? Good : Bad);
    }

    private static void Markdown(ToolConsole console, IReadOnlyList<CheckResult> results)
    {
        foreach (var result in results)
        {
            console.Output.WriteLine($"### {MarkdownText.Escape(Heading(result))}");
            console.Output.WriteLine();
            if (result.Differences.Count > 0)
            {
                console.Output.WriteLine("| Rule | Where | What |");
                console.Output.WriteLine("|---|---|---|");
                foreach (var difference in result.Differences)
                    console.Output.WriteLine($"| {difference.Rule} | {MarkdownText.Code(difference.Where)} | {MarkdownText.Escape(difference.Text)} |");
                console.Output.WriteLine();
            }
            if (result.DisagreeingCode is not null)
            {
                console.Output.WriteLine(MarkdownText.Escape(result.DisagreementText));
                console.Output.WriteLine();
            }
        }
        console.Output.WriteLine(Summary(results));
    }

    private static string Heading(CheckResult result)
        => $"{BuiltDestinations.SimpleName(result.Manifest)} and {(result.File is { } file ? $"{file.Path} ({Shown.Text(result.Schema.Team)}, pulled {result.Schema.PulledAt.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)})" : $"the account of {Shown.Text(result.Schema.Team)}")}";

    private static string Summary(IReadOnlyList<CheckResult> results)
    {
        var differences = results.Sum(static result => result.Differences.Count + (result.DisagreeingCode is null ? 0 : 1));
        if (differences > 0)
            return $"{Quantity.Of(differences, "difference")}.";
        var mappings = results.Sum(static result => result.Manifest.Mappings.Count);
        return $"Code and account agree: {Quantity.Of(mappings, "mapping")} of {string.Join(", ", results.Select(static result => BuiltDestinations.SimpleName(result.Manifest)))}.";
    }

    /// <summary>As workflow commands want it.</summary>
    private static string GitHub(string text, bool isProperty)
    {
        text = text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);
        return isProperty ? text.Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal) : text;
    }
}
