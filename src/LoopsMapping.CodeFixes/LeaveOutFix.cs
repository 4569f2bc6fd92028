using System.Collections.Immutable;
using System.Composition;
using LoopsMapping.Generator.Model;
using LoopsMapping.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LoopsMapping.CodeFixes;

/// <summary>
/// LOOPS005, LOOPS011, LOOPS021: leaves out a member that Loops has no type for, or that it should not see; or says that it should.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class LeaveOutFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.UnsupportedType, RuleIds.InvalidMailingList, RuleIds.SecretSent);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new FirstOfferFixAllProvider(nameof(LeaveOutFix));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await AnnotatedMember.FindAsync(context).ConfigureAwait(false) is { } member
            && !await IsOnlyIdentifierAsync(member.Property, context).ConfigureAwait(false))
        {
            context.RegisterCodeFix(member.LeaveOut(nameof(LeaveOutFix)), context.Diagnostics);
            if (context.Diagnostics.All(static diagnostic => diagnostic.Id == RuleIds.SecretSent))
            {
                var name = WireNames.CamelCase(member.Property.Name);
                context.RegisterCodeFix(member.Name($"Say that it is meant with [LoopsProperty(\"{name}\")]", name, $"{nameof(LeaveOutFix)}.{nameof(AnnotatedMember.Name)}"), context.Diagnostics);
            }
        }
    }

    /// <summary>Left out, the only email or user id would leave a class that says of nobody: LOOPS001 or LOOPS003.</summary>
    private static async Task<bool> IsOnlyIdentifierAsync(IPropertySymbol property, CodeFixContext context)
    {
        var annotations = MemberAnnotations.Read(property, property.ContainingType);
        if (annotations.IsMailingList)
            return false;
        var isIdentifier = annotations.IsEmail || annotations.IsUserId || (annotations.Name ?? WireNames.CamelCase(property.Name)) is "email" or "userId";
        return isIdentifier
            && (await Mappings.WithAsync(property, context.Document.Project, context.CancellationToken).ConfigureAwait(false))
                .Exists(static mapping => !mapping.Has(MemberRole.Email) && !mapping.Has(MemberRole.UserId));
    }
}
