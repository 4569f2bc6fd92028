using System.Collections.Immutable;
using System.Composition;
using LoopsMapping.Generator.Model;
using LoopsMapping.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LoopsMapping.CodeFixes;

/// <summary>LOOPS006: makes an identifier of a member whose reserved name says that it is one, or leaves the member out.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ReservedNameFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.ReservedName);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new FirstOfferFixAllProvider(nameof(ReservedNameFix));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await AnnotatedMember.FindAsync(context).ConfigureAwait(false) is not { } member)
            return;

        // One key for the first offer wherever it is made: "fix all" and dotnet format then repair every member, each in its way.
        var key = nameof(ReservedNameFix);
        if (await IdentifierAsync(member.Property, context).ConfigureAwait(false) is { } role)
        {
            var (title, annotation) = role == MemberRole.Email
                ? ("Mark it as the email with [LoopsEmail]", "LoopsEmail")
                : ("Mark it as the user id with [LoopsUserId]", "LoopsUserId");
            context.RegisterCodeFix(member.Annotate(title, annotation, key), context.Diagnostics);
            key = $"{nameof(ReservedNameFix)}.{AnnotatedMember.Ignore}";
        }
        context.RegisterCodeFix(member.LeaveOut(key), context.Diagnostics);
    }

    /// <summary>The identifier that a member can be: by its name, its type, and because no other member is it yet.</summary>
    private static async Task<MemberRole?> IdentifierAsync(IPropertySymbol property, CodeFixContext context)
    {
        MemberRole? role = (MemberAnnotations.Read(property, property.ContainingType).Name ?? WireNames.CamelCase(property.Name)) switch
        {
            "email" => MemberRole.Email,
            "id" or "userId" => MemberRole.UserId,
            _ => null,
        };
        if (role is not { } identifier || !CanBe(identifier, ValueReader.Read(property.Type)))
            return null;
        var mappings = await Mappings.WithAsync(property, context.Document.Project, context.CancellationToken).ConfigureAwait(false);
        return mappings.Exists(mapping => mapping.Has(identifier)) ? null : role;
    }

    private static bool CanBe(MemberRole identifier, ValueModel? value) => identifier == MemberRole.Email
        ? value is { Kind: ValueKind.String }
        : value is { Kind: not (ValueKind.Boolean or ValueKind.Date or ValueKind.MailingLists) };
}
