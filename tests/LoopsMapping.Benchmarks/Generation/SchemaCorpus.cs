using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LoopsMapping.Benchmarks.Generation;

/// <summary>A schema file of 1,000 contact properties and 1,000 events, which knows every name of the corpus or none of them.</summary>
internal sealed class SchemaCorpus(SourceText text) : AdditionalText
{
    private const int Entries = 1_000;

    public override string Path => "/repo/loops.schema.json";

    public static AnalyzerOptions Without { get; } = new([]);

    /// <summary>As a project is most of the time: nothing is wrong.</summary>
    public static AnalyzerOptions Known() => new([new SchemaCorpus(Write(Corpus.WireNames, static i => $"Event {i}"))]);

    /// <summary>As it is at worst: no name is there, and what was meant is looked for in all of them.</summary>
    public static AnalyzerOptions Unknown() => new([new SchemaCorpus(Write([], static i => $"Other happening {i}"))]);

    public override SourceText GetText(CancellationToken cancellationToken = default) => text;

    private static SourceText Write(IReadOnlyList<(string Name, string Type)> names, Func<int, string> eventName)
    {
        var json = new StringBuilder("{\n  \"version\": 1,\n  \"team\": \"Acme\",\n  \"contactProperties\": [\n");
        for (var i = 0; i < Entries; i++)
            json.Append(Property(i < names.Count ? names[i] : ($"someProperty{i}", "string"))).Append(i < Entries - 1 ? ",\n" : "\n");
        json.Append("  ],\n  \"events\": [\n");
        var properties = string.Join(", ", names.Take(Entries).Select(Property));
        for (var i = 0; i < Entries; i++)
            json.Append(CultureInfo.InvariantCulture, $"    {{ \"name\": \"{eventName(i)}\", \"properties\": [{properties}] }}{(i < Entries - 1 ? "," : "")}\n");
        return SourceText.From(json.Append("  ]\n}\n").ToString(), Encoding.UTF8);
    }

    private static string Property((string Name, string Type) property) => $"{{ \"key\": \"{property.Name}\", \"type\": \"{property.Type}\" }}";
}
