using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LoopsMapping.Generator.Tests;

/// <summary>A schema file as the compiler is handed it.</summary>
internal sealed class SchemaText(string? text, string path = "/repo/loops.schema.json") : AdditionalText
{
    private readonly SourceText? _text = text is null ? null : SourceText.From(text, Encoding.UTF8);

    public override string Path => path;

    public override SourceText? GetText(CancellationToken cancellationToken = default) => _text;

    /// <summary>What an analyzer gets in a project with that schema file, or with none.</summary>
    public static AnalyzerOptions Options(string? schema) => Options(schema is null ? [] : [new SchemaText(schema)]);

    public static AnalyzerOptions Options(params SchemaText[] files) => new([.. files.Cast<AdditionalText>()]);
}
