using LoopsMapping.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoopsMapping.CodeFixes;

/// <summary>The fix that writes the name that was meant where the other one stands, or comes from.</summary>
internal static class NearNameRename
{
    /// <summary>The fix; <see langword="null"/> when no name is near, or the name stands somewhere else: a constant is corrected where it is declared.</summary>
    public static async Task<CodeAction?> FindAsync(CodeFixContext context, Diagnostic diagnostic, string key)
    {
        if (!diagnostic.Properties.TryGetValue(DriftProperties.Near, out var near) || near is null)
            return null;
        var title = $"Change it to \"{near}\"";
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is LiteralExpressionSyntax literal && literal.FirstAncestorOrSelf<AttributeSyntax>() is not null)
        {
            var replaced = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(near)).WithTriviaFrom(literal);
            return CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(literal, replaced))), key);
        }
        var member = await AnnotatedMember.FindAsync(context).ConfigureAwait(false);
        return member?.Name($"Name it [LoopsProperty(\"{near}\")]", near, key);
    }
}
