using System.Globalization;
using LoopsMapping.Tool.Projects;
using Spectre.Console;

namespace LoopsMapping.Tool.Mappings;

/// <summary>The mappings of destinations, in each of the formats.</summary>
internal static class MappingsReport
{
    private static readonly Style Bold = new(decoration: Decoration.Bold);
    private static readonly Style Dim = new(decoration: Decoration.Dim);

    public static void Write(ToolConsole console, IReadOnlyList<LoopsManifest> manifests, string format)
    {
        switch (format)
        {
            case "json":
                console.Output.WriteLine(ToolJson.Line(new { Destinations = manifests.Select(Facts) }));
                break;
            case "markdown":
                foreach (var manifest in manifests)
                    Markdown(console.Output, manifest);
                break;
            case "mermaid":
                Mermaid(console.Output, manifests);
                break;
            default:
                Table(console, manifests);
                break;
        }
    }

    private static void Table(ToolConsole console, IReadOnlyList<LoopsManifest> manifests)
    {
        var writer = new AnsiWriter(console.Output, console.Capabilities);
        foreach (var manifest in manifests)
        {
            writer.WriteLine(Heading(manifest), Bold);
            foreach (var mapping in manifest.Mappings)
            {
                writer.WriteLine();
                writer.WriteLine(mapping.Type, Bold);
                Line("Trigger", FieldText.Trigger(mapping));
                Line("Action", Shown.Text(FieldText.Action(mapping), 600));
                if (mapping.Only)
                    Line("Only", "of a Segment message nothing but these fields is sent");
                if (mapping.AddToAudience)
                    Line("Audience", "the recipient becomes a contact");
                var table = new TextTable("  Loops name", "Type", "Required", "C# member");
                foreach (var sent in mapping.Fields)
                    table.Add(("  " + FieldText.Path(sent), Style.Plain), (FieldText.Type(sent), Style.Plain), (sent.Required ? "yes" : "no", Style.Plain), (FieldText.Source(sent), Style.Plain));
                table.Write(writer, console.Width);
            }
            writer.WriteLine();
        }

        void Line(string label, string text)
        {
            writer.Write($"  {label,-8} ", Dim);
            var room = console.Width - 11;
            foreach (var (line, i) in Words(text, room ?? int.MaxValue).Select(static (line, i) => (line, i)))
                writer.WriteLine(i == 0 ? line : new string(' ', 11) + line);
        }
    }

    private static IEnumerable<string> Words(string text, int room)
    {
        while (text.Length > room && text.LastIndexOf(' ', room) is > 0 and var end)
        {
            yield return text[..end];
            text = text[(end + 1)..];
        }
        yield return text;
    }

    private static void Markdown(TextWriter output, LoopsManifest manifest)
    {
        output.WriteLine($"## {MarkdownText.Escape(Heading(manifest))}");
        foreach (var mapping in manifest.Mappings)
        {
            output.WriteLine();
            output.WriteLine($"### {MarkdownText.Escape(mapping.Type)}");
            output.WriteLine();
            output.WriteLine($"- Trigger: {(mapping.Trigger is { } trigger ? MarkdownText.Code(trigger) : FieldText.Trigger(mapping))}");
            output.WriteLine($"- Action: {MarkdownText.Escape(FieldText.Action(mapping))}");
            output.WriteLine();
            output.WriteLine("| Loops name | Type | Required | C# member |");
            output.WriteLine("|---|---|---|---|");
            foreach (var sent in mapping.Fields)
                output.WriteLine($"| {MarkdownText.Code(FieldText.Path(sent))} | {MarkdownText.Escape(FieldText.Type(sent))} | {(sent.Required ? "yes" : "no")} | {MarkdownText.Escape(FieldText.Source(sent))} |");
        }
        output.WriteLine();
    }

    private static void Mermaid(TextWriter output, IReadOnlyList<LoopsManifest> manifests)
    {
        output.WriteLine("flowchart LR");
        for (var i = 0; i < manifests.Count; i++)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  subgraph d{i}[\"{MermaidText(Heading(manifests[i]))}\"]"));
            for (var j = 0; j < manifests[i].Mappings.Count; j++)
            {
                var mapping = manifests[i].Mappings[j];
                var id = string.Create(CultureInfo.InvariantCulture, $"{i}_{j}");
                var names = string.Join("<br/>", mapping.Fields.Select(static sent => MermaidText(FieldText.Path(sent))));
                if (mapping.Trigger is { } trigger)
                    output.WriteLine($"    t{id}([\"{MermaidText(trigger)}\"]) --> m{id}");
                output.WriteLine($"    m{id}[\"{MermaidText(mapping.Type)}\"] --> a{id}[\"{MermaidText(FieldText.Action(mapping))}<br/><br/>{names}\"]");
            }
            output.WriteLine("  end");
        }
    }

    private static object Facts(LoopsManifest manifest) => new
    {
        manifest.Destination,
        manifest.Name,
        manifest.MaxMappings,
        Mappings = manifest.Mappings.Select(static mapping => new
        {
            mapping.Type,
            Action = Camel(mapping.Action),
            mapping.Name,
            mapping.Trigger,
            mapping.Only,
            mapping.AddToAudience,
            Fields = mapping.Fields.Select(static sent => new { Path = FieldText.Path(sent), sent.Name, Place = Camel(sent.Place), Type = FieldText.Type(sent), sent.Member, sent.Constant, sent.Required, sent.Clears, sent.Computed, sent.Format, Values = sent.Values.Count == 0 ? null : sent.Values }),
        }),
    };

    private static string Heading(LoopsManifest manifest)
        => $"{manifest.Destination}{(manifest.Name == BuiltDestinations.SimpleName(manifest) ? "" : $", {Shown.Text(manifest.Name)}")}: {Quantity.Of(manifest.Mappings.Count, "mapping")}";

    private static string Camel<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static string MermaidText(string text)
        => text.Replace("#", "#35;", StringComparison.Ordinal).Replace("\"", "#quot;", StringComparison.Ordinal).Replace("<", "#lt;", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
