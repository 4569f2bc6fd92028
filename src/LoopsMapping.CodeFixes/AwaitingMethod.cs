using System.Collections.Immutable;
using LoopsMapping.Generator.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace LoopsMapping.CodeFixes;

/// <summary>Makes an async method, which awaits its sends, of one that returns a <see cref="Task"/> at its end.</summary>
internal static class AwaitingMethod
{
    /// <summary>
    /// What to change for the method or local function around a dropped send to await it, and the other sends that it drops: in an async
    /// method the compiler would warn of those. <see langword="null"/> where that cannot be, or not without a new warning.
    /// </summary>
    public static IReadOnlyList<TextChange>? Changes(ExpressionSyntax dropped, SemanticModel model, CancellationToken cancellationToken)
    {
        var function = dropped.Ancestors().FirstOrDefault(static node => node is MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax);
        if (Parts(function) is not (var modifiers, { } type, { } body)
            || model.GetDeclaredSymbol(function!, cancellationToken) is not IMethodSymbol { IsAsync: false } method
            || !SymbolEqualityComparer.Default.Equals(method.ReturnType, model.Compilation.GetTypeByMetadataName(typeof(Task).FullName))
            || body.Statements.LastOrDefault() is not ReturnStatementSyntax { Expression: { } result } last
            || OwnNodes(body).Any(node => (node is ReturnStatementSyntax && node != last) || HoldsReference(node, model, cancellationToken)))
        {
            return null;
        }

        var sends = Sends(body, method, model, cancellationToken);
        if (!sends.Contains(dropped))
            return null;
        // Nothing may stand between partial and the type.
        var partial = modifiers.IndexOf(SyntaxKind.PartialKeyword);
        List<TextChange> changes = [new(new TextSpan(partial >= 0 ? modifiers[partial].SpanStart : type.SpanStart, 0), "async ")];
        changes.AddRange(sends.Select(static send => new TextChange(new TextSpan(send.SpanStart, 0), "await ")));
        changes.AddRange(IsCompletedTask(result, model, cancellationToken) ? [new(Removable(last), "")] : Await(last, result));
        return IsSound(function!, changes, model, cancellationToken) ? changes : null;
    }

    private static (SyntaxTokenList Modifiers, TypeSyntax ReturnType, BlockSyntax? Body)? Parts(SyntaxNode? function) => function switch
    {
        MethodDeclarationSyntax method => (method.Modifiers, method.ReturnType, method.Body),
        LocalFunctionStatementSyntax local => (local.Modifiers, local.ReturnType, local.Body),
        _ => null,
    };

    private static List<ExpressionSyntax> Sends(BlockSyntax body, IMethodSymbol method, SemanticModel model, CancellationToken cancellationToken)
    {
        List<ExpressionSyntax> sends = [];
        if (DroppedSend.Client(model.Compilation) is not { } client)
            return sends;
        foreach (var node in OwnNodes(body))
        {
            // Of a conditional access there may be nothing to await.
            if (node is InvocationExpressionSyntax
                && model.GetOperation(node, cancellationToken) is IInvocationOperation call
                && DroppedSend.Find(call, method, client) is IInvocationOperation { Syntax: ExpressionSyntax send } dropped
                && !DroppedSend.ForbidsAwait(dropped))
            {
                sends.Add(send);
            }
        }
        return sends;
    }

    private static IEnumerable<SyntaxNode> OwnNodes(BlockSyntax body)
        => body.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax));

    /// <summary>A reference on the stack does not outlive an await, which the compiler says only when it emits the method.</summary>
    private static bool HoldsReference(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) => node switch
    {
        CommonForEachStatementSyntax loop when model.GetForEachStatementInfo(loop).GetEnumeratorMethod is { ReturnType.IsRefLikeType: true } => true,
        VariableDeclaratorSyntax or SingleVariableDesignationSyntax or ForEachStatementSyntax
            => model.GetDeclaredSymbol(node, cancellationToken) is ILocalSymbol local && (local.RefKind != RefKind.None || local.Type.IsRefLikeType),
        _ => false,
    };

    private static bool IsCompletedTask(ExpressionSyntax result, SemanticModel model, CancellationToken cancellationToken)
        => model.GetSymbolInfo(result, cancellationToken).Symbol is IPropertySymbol { Name: nameof(Task.CompletedTask), IsStatic: true, ContainingType.Name: nameof(Task) };

    /// <summary>The statement with its lines, but not the comments around it.</summary>
    private static TextSpan Removable(ReturnStatementSyntax last)
    {
        var before = last.GetLeadingTrivia();
        var after = last.GetTrailingTrivia();
        var start = before.All(IsSpace) ? last.FullSpan.Start : last.SpanStart - before.Reverse().TakeWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Sum(static trivia => trivia.Span.Length);
        return after.All(IsSpace)
            ? TextSpan.FromBounds(start, last.FullSpan.End)
            : TextSpan.FromBounds(last.SpanStart, after.First(static trivia => !IsSpace(trivia)).SpanStart);
    }

    private static bool IsSpace(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia);

    private static IEnumerable<TextChange> Await(ReturnStatementSyntax last, ExpressionSyntax result)
    {
        yield return new(last.ReturnKeyword.Span, "await");
        if (result is InvocationExpressionSyntax or MemberAccessExpressionSyntax or SimpleNameSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax)
            yield break;
        yield return new(new TextSpan(result.SpanStart, 0), "(");
        yield return new(new TextSpan(result.Span.End, 0), ")");
    }

    /// <summary>Whether the compiler has nothing to say about the changed function that it did not say before.</summary>
    private static bool IsSound(SyntaxNode function, List<TextChange> changes, SemanticModel model, CancellationToken cancellationToken)
    {
        var tree = model.SyntaxTree.WithChangedText(model.SyntaxTree.GetText(cancellationToken).WithChanges(changes));
        var changed = model.Compilation.ReplaceSyntaxTree(model.SyntaxTree, tree).GetSemanticModel(tree);
        var length = function.Span.Length + changes.Sum(static change => change.NewText!.Length - change.Span.Length);
        var before = model.GetDiagnostics(function.Span, cancellationToken).Select(static diagnostic => diagnostic.Id).ToImmutableHashSet();
        return changed.GetDiagnostics(new TextSpan(function.SpanStart, length), cancellationToken)
            .All(diagnostic => diagnostic.Severity < DiagnosticSeverity.Warning || before.Contains(diagnostic.Id));
    }
}
