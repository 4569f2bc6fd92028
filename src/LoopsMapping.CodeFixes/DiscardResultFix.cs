using System.Collections.Immutable;
using System.Composition;
using LoopsMapping.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LoopsMapping.CodeFixes;

/// <summary>LOOPS017: awaits a send whose result is dropped, where the method can, or says that it is meant.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DiscardResultFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.DroppedResult);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new FirstOfferFixAllProvider(nameof(DiscardResultFix));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null || Whole(root.FindToken(context.Span.Start).Parent) is not { } dropped)
            return;

        // One key for the first offer wherever it is made: "fix all" and dotnet format then repair every place, each in its way.
        var key = nameof(DiscardResultFix);
        if (AwaitingMethod.Changes(dropped, model, context.CancellationToken) is { } changes)
        {
            context.RegisterCodeFix(CodeAction.Create("Await it", cancellationToken => WithAsync(context.Document, changes, cancellationToken), key), context.Diagnostics);
            key = $"{nameof(DiscardResultFix)}.Discard";
        }
        // Where '_' is a parameter, a local or a member, this would assign to it.
        if (model.LookupSymbols(dropped.SpanStart, name: "_").IsEmpty)
        {
            var discard = new TextChange(new TextSpan(dropped.SpanStart, 0), "_ = ");
            context.RegisterCodeFix(CodeAction.Create("Say that it is meant: '_ = …'", cancellationToken => WithAsync(context.Document, [discard], cancellationToken), key), context.Diagnostics);
        }
    }

    private static async Task<Document> WithAsync(Document document, IEnumerable<TextChange> changes, CancellationToken cancellationToken)
        => document.WithText((await document.GetTextAsync(cancellationToken).ConfigureAwait(false)).WithChanges(changes));

    /// <summary>The whole expression around a called method's name, up to the statement or the lambda that drops its value.</summary>
    private static ExpressionSyntax? Whole(SyntaxNode? name)
    {
        var expression = name as ExpressionSyntax;
        while (expression?.Parent is ExpressionSyntax outer and not AnonymousFunctionExpressionSyntax)
            expression = outer;
        return expression;
    }
}
