using System.Collections.Immutable;
using System.Composition;
using LoopsMapping.Generator.Model;
using LoopsMapping.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoopsMapping.CodeFixes;

/// <summary>LOOPS001, LOOPS003, LOOPS009, LOOPS022: gives a contact or an event the email or the user id that it lacks.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AddIdentifierFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; }
        = ImmutableArray.Create(RuleIds.ContactWithoutIdentifier, RuleIds.EventWithoutIdentifier, RuleIds.ContactWithoutEmail, RuleIds.EventWithoutEmail);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new FirstOfferFixAllProvider(nameof(AddIdentifierFix));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindToken(context.Span.Start).Parent is not TypeDeclarationSyntax declaration
            || model?.GetDeclaredSymbol(declaration, context.CancellationToken) is not { } type)
        {
            return;
        }

        var onlyEmailIsMissing = context.Diagnostics.All(static diagnostic => diagnostic.Id is RuleIds.ContactWithoutEmail or RuleIds.EventWithoutEmail);
        var setter = NewMember.Setter(model.Compilation, declaration);
        if (IsRepairedInBase(type, onlyEmailIsMissing, context.CancellationToken) || (setter == "set" && type.IsReadOnly))
            return;

        var text = NewMember.Text(model, declaration);
        // One key for the first offer wherever it is made: "fix all" and dotnet format then repair every class.
        var key = nameof(AddIdentifierFix);
        foreach (var name in onlyEmailIsMissing ? ["Email"] : new[] { "Email", "UserId" })
        {
            if (!NewMember.IsFree(type, name))
                continue;
            var identifier = new NewMember(text, name, setter);
            context.RegisterCodeFix(
                CodeAction.Create($"Add '{text} {name}'", cancellationToken => NewMember.AddAsync(context.Document, declaration, type, [identifier], cancellationToken), key),
                context.Diagnostics);
            key = $"{nameof(AddIdentifierFix)}.{name}";
        }
    }

    /// <summary>Where a base class has the same mistake it is repaired there, for both: a second member would hide the first.</summary>
    private static bool IsRepairedInBase(INamedTypeSymbol type, bool onlyEmailIsMissing, CancellationToken cancellationToken)
    {
        for (var parent = type.BaseType; parent is not null && IsOfSameAssembly(parent, type); parent = parent.BaseType)
        {
            foreach (var mapping in Mappings.Of(parent, cancellationToken))
            {
                if (!mapping.Has(MemberRole.Email) && mapping.Kind != MappingKind.Transactional && mapping.Has(MemberRole.UserId) == onlyEmailIsMissing)
                    return true;
            }
        }
        return false;
    }

    private static bool IsOfSameAssembly(INamedTypeSymbol one, INamedTypeSymbol other)
        => SymbolEqualityComparer.Default.Equals(one.ContainingAssembly, other.ContainingAssembly);
}
