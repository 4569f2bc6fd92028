using System.Collections.Immutable;
using System.Composition;
using LoopsMapping.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LoopsMapping.CodeFixes;

/// <summary>LOOPS031, LOOPS034: sends a number as text where Loops has text, or says in the schema file what is sent.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class PropertyTypeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.WrongContactPropertyType, RuleIds.WrongEventPropertyType);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new SchemaFixAllProvider(nameof(PropertyTypeFix));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var key = nameof(PropertyTypeFix);
            if (diagnostic.Properties.ContainsKey(DriftProperties.CanFormat) && await AnnotatedMember.FindAsync(context).ConfigureAwait(false) is { } member)
            {
                context.RegisterCodeFix(member.Format("Send it as text with [LoopsProperty(Format = \"G\")]", "G", key), diagnostic);
                key = $"{nameof(PropertyTypeFix)}.{nameof(SchemaAction.SetType)}";
            }
            if (SchemaAction.SetType(diagnostic, context.Document.Project.Solution, key) is { } set)
                context.RegisterCodeFix(set, diagnostic);
        }
    }
}
