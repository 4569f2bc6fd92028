using System.Collections.Immutable;
using System.Composition;
using LoopsMapping.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoopsMapping.CodeFixes;

/// <summary>LOOPS010, LOOPS023: makes a bool member nullable, so that it can say nothing.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MakeNullableFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.SubscribesAlways, RuleIds.SetsMailingListAlways);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new FirstOfferFixAllProvider(nameof(MakeNullableFix));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var declaration = root?.FindToken(context.Span.Start).Parent;
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (declaration is null || model?.GetDeclaredSymbol(declaration, context.CancellationToken) is not { ContainingSymbol: var container } || StandsForAnother(container as INamedTypeSymbol ?? container.ContainingType))
            return;
        var type = declaration switch
        {
            PropertyDeclarationSyntax property => property.Type,
            ParameterSyntax parameter => parameter.Type,
            _ => null,
        };
        if (root is null || type is null or NullableTypeSyntax)
            return;
        context.RegisterCodeFix(
            CodeAction.Create("Make it 'bool?'", _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(type, Nullable(type)))), nameof(MakeNullableFix)),
            context.Diagnostics);
    }

    /// <summary>Whether the values are another class's: to change the type here would change nothing.</summary>
    private static bool StandsForAnother(INamedTypeSymbol type)
        => type.GetAttributes().Any(static attribute => Annotations.KindOf(attribute) is not null && Annotations.Named(attribute, "For") is not null);

    private static NullableTypeSyntax Nullable(TypeSyntax type) => SyntaxFactory.NullableType(type.WithoutTrailingTrivia()).WithTrailingTrivia(type.GetTrailingTrivia());
}
