using System.Collections.Immutable;
using System.Composition;
using LoopsMapping.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LoopsMapping.CodeFixes;

/// <summary>LOOPS030, LOOPS032, LOOPS033, LOOPS035, LOOPS036: writes the name that was meant, or adds the name to the schema file.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class UnknownNameFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        RuleIds.UnknownContactProperty, RuleIds.UnknownEvent, RuleIds.UnknownEventProperty, RuleIds.UnknownMailingList, RuleIds.UnknownTransactional);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new SchemaFixAllProvider(nameof(UnknownNameFix));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var key = nameof(UnknownNameFix);
            if (await NearNameRename.FindAsync(context, diagnostic, key).ConfigureAwait(false) is { } rename)
            {
                context.RegisterCodeFix(rename, diagnostic);
                key = $"{nameof(UnknownNameFix)}.{nameof(SchemaAction.Add)}";
            }
            if (SchemaAction.Add(diagnostic, context.Document.Project.Solution, key) is { } add)
                context.RegisterCodeFix(add, diagnostic);
        }
    }
}
