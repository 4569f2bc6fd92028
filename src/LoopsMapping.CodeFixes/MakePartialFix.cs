using System.Collections.Immutable;
using System.Composition;
using LoopsMapping.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoopsMapping.CodeFixes;

/// <summary>LOOPS013: makes a destination partial, where nothing else keeps it from being completed.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MakePartialFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.InvalidDestination);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new FirstOfferFixAllProvider(nameof(MakePartialFix));

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

        var solution = context.Document.Project.Solution;
        var compilation = model.Compilation;
        var mark = new SyntaxAnnotation();
        foreach (var file in type.DeclaringSyntaxReferences.GroupBy(static reference => reference.SyntaxTree))
        {
            if (solution.GetDocumentId(file.Key) is not { } id)
                return;
            var fileRoot = await file.Key.GetRootAsync(context.CancellationToken).ConfigureAwait(false);
            var declarations = file.Select(reference => reference.GetSyntax(context.CancellationToken)).OfType<TypeDeclarationSyntax>();
            var partial = fileRoot.ReplaceNodes(declarations, (_, current) => MakePartial(current).WithAdditionalAnnotations(mark));
            solution = solution.WithDocumentSyntaxRoot(id, partial);
            compilation = compilation.ReplaceSyntaxTree(file.Key, file.Key.WithRootAndOptions(partial, file.Key.Options));
        }

        if (CanBeCompleted(compilation, mark, context.CancellationToken))
            context.RegisterCodeFix(CodeAction.Create("Make it partial", _ => Task.FromResult(solution), nameof(MakePartialFix)), context.Diagnostics);
    }

    /// <summary>Whether partial was all that was missing: the reading says so.</summary>
    private static bool CanBeCompleted(Compilation compilation, SyntaxAnnotation mark, CancellationToken cancellationToken)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (tree.GetRoot(cancellationToken).GetAnnotatedNodes(mark).FirstOrDefault() is { } declaration)
            {
                return compilation.GetSemanticModel(tree).GetDeclaredSymbol(declaration, cancellationToken) is INamedTypeSymbol type
                    && Annotations.Find(type, "LoopsDestination") is { } annotation
                    && DestinationReader.Read(type, annotation, ReadingContext.Silent(type, cancellationToken)) is not null;
            }
        }
        return false;
    }

    private static TypeDeclarationSyntax MakePartial(TypeDeclarationSyntax declaration)
    {
        if (declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
            return declaration;
        var partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (declaration.Modifiers.Count > 0)
            return declaration.WithModifiers(declaration.Modifiers.Add(partial));
        // The first modifier takes over what stands before the class: its indentation, its comments.
        return declaration
            .WithKeyword(declaration.Keyword.WithLeadingTrivia())
            .WithModifiers(SyntaxFactory.TokenList(partial.WithLeadingTrivia(declaration.Keyword.LeadingTrivia)));
    }
}
