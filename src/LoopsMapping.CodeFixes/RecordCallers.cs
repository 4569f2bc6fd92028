using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Operations;

namespace LoopsMapping.CodeFixes;

/// <summary>What stands in the way of one more optional parameter of a positional record.</summary>
internal static class RecordCallers
{
    // "Fix all" asks for each record; each file is walked once.
    private static readonly ConditionalWeakTable<SyntaxNode, RecursivePatternSyntax[]> PositionalPatterns = new();

    /// <summary>
    /// Whether code that creates or takes apart the record could stop compiling or change its meaning: then the record gets a property
    /// in its body instead.
    /// </summary>
    public static async Task<bool> WouldBreakAsync(INamedTypeSymbol record, Project project, CancellationToken cancellationToken)
    {
        IMethodSymbol? primary = null;
        foreach (var constructor in record.InstanceConstructors)
        {
            var syntax = constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken);
            // With a second constructor around, a call that was clear can become ambiguous.
            if (syntax is ConstructorDeclarationSyntax)
                return true;
            if (syntax is TypeDeclarationSyntax)
                primary = constructor;
        }
        // Arguments meant for params would land in the new parameter; without parameters the record satisfies new().
        if (primary is not { Parameters: [.., { IsParams: false }] })
            return true;

        var deconstruct = record.GetMembers("Deconstruct").OfType<IMethodSymbol>().FirstOrDefault(method => method.Parameters.Length == primary.Parameters.Length);
        return (deconstruct is not null && await AnyReferenceAsync(deconstruct, project.Solution, static (_, _) => true, cancellationToken).ConfigureAwait(false))
            || await AnyReferenceAsync(primary, project.Solution, IsInExpressionTree, cancellationToken).ConfigureAwait(false)
            || await AnyPositionalPatternAsync(record, project, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<bool> AnyReferenceAsync(ISymbol symbol, Solution solution, Func<SyntaxNode, SemanticModel, bool> matters, CancellationToken cancellationToken)
    {
        foreach (var referenced in await SymbolFinder.FindReferencesAsync(symbol, solution, cancellationToken).ConfigureAwait(false))
        {
            foreach (var reference in referenced.Locations)
            {
                var root = await reference.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
                var model = await reference.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
                if (root is not null && model is not null && matters(root.FindNode(reference.Location.SourceSpan, getInnermostNodeForTie: true), model))
                    return true;
            }
        }
        return false;
    }

    /// <summary>Expression trees, Entity Framework's projections among them, may not leave out optional arguments (CS0854).</summary>
    private static bool IsInExpressionTree(SyntaxNode node, SemanticModel model)
    {
        var creation = node.FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>();
        for (var operation = creation is null ? null : model.GetOperation(creation); operation is not null; operation = operation.Parent)
        {
            if (operation is IConversionOperation { Operand: IAnonymousFunctionOperation, Type: { Name: "Expression", ContainingNamespace.Name: "Expressions" } })
                return true;
        }
        return false;
    }

    /// <summary>Positional patterns call Deconstruct too, and the search for its references passes them over.</summary>
    private static async Task<bool> AnyPositionalPatternAsync(INamedTypeSymbol record, Project project, CancellationToken cancellationToken)
    {
        var solution = project.Solution;
        var name = record.ToDisplayString();
        foreach (var id in solution.GetProjectDependencyGraph().GetProjectsThatTransitivelyDependOnThisProject(project.Id).Append(project.Id))
        {
            foreach (var document in solution.GetProject(id)?.Documents ?? [])
            {
                var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
                if (root is null || PositionalPatterns.GetValue(root, FindPositionalPatterns) is not { Length: > 0 } patterns)
                    continue;
                // Compared by name: another project's compilation can have a symbol of its own for the record.
                var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
                if (patterns.Any(pattern => model?.GetOperation(pattern, cancellationToken) is IRecursivePatternOperation { DeconstructSymbol: { } method } && method.ContainingType.ToDisplayString() == name))
                    return true;
            }
        }
        return false;
    }

    private static RecursivePatternSyntax[] FindPositionalPatterns(SyntaxNode root)
        => [.. root.DescendantNodes().OfType<RecursivePatternSyntax>().Where(static pattern => pattern.PositionalPatternClause is not null)];
}
