using System.Collections.Immutable;
using System.Composition;
using LoopsMapping.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LoopsMapping.CodeFixes;

/// <summary>LOOPS020: of two annotations that contradict each other, keeps the one that says what the member is.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ConflictFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.ConflictingAnnotations);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new FirstOfferFixAllProvider(nameof(ConflictFix));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await AnnotatedMember.FindAsync(context).ConfigureAwait(false) is not { } member
            || MemberAnnotations.Read(member.Property, member.Property.ContainingType).Conflict is not { } conflict)
        {
            return;
        }

        var title = $"Keep [{conflict.One}]";
        if (conflict.One == AnnotatedMember.Ignore)
            context.RegisterCodeFix(member.Annotate(title, AnnotatedMember.Ignore, nameof(ConflictFix)), context.Diagnostics);
        else if (member.Has(conflict.OtherName))
            context.RegisterCodeFix(member.Remove(title, conflict.OtherName, nameof(ConflictFix)), context.Diagnostics);
    }
}
