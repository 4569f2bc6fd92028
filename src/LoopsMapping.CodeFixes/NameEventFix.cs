using System.Collections.Immutable;
using System.Composition;
using LoopsMapping.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoopsMapping.CodeFixes;

/// <summary>LOOPS002, LOOPS014: names an event after its class, or as near to its name as Loops takes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class NameEventFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.EventWithoutName, RuleIds.InvalidEventName);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new FirstOfferFixAllProvider(nameof(NameEventFix));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute
            || attribute.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration)
        {
            return;
        }

        var isBlank = context.Diagnostics.All(static diagnostic => diagnostic.Id == RuleIds.EventWithoutName);
        if (NewName(attribute, declaration.Identifier.ValueText, isBlank) is not { } name)
            return;
        context.RegisterCodeFix(
            CodeAction.Create($"Name it \"{name}\"", _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(attribute, WithName(attribute, name)))), nameof(NameEventFix)),
            context.Diagnostics);
    }

    /// <summary>The name that the event gets; <see langword="null"/> when its name stands somewhere else.</summary>
    private static string? NewName(AttributeSyntax attribute, string className, bool isBlank)
    {
        if (!isBlank)
        {
            var written = attribute.ArgumentList?.Arguments.FirstOrDefault(static argument => argument.NameEquals is null)?.Expression;
            // A constant is corrected where it is declared.
            if (written is not LiteralExpressionSyntax { Token.ValueText: var text })
                return null;
            if (WireNames.ToEventName(text) is { Length: > 0 } near)
                return near;
        }
        return WireNames.EventName(className) is { Length: > 0 } words ? words : className;
    }

    private static AttributeSyntax WithName(AttributeSyntax attribute, string name)
    {
        var literal = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(name));
        var arguments = attribute.ArgumentList?.Arguments ?? default;
        var blank = arguments.FirstOrDefault(static argument => argument.NameEquals is null);
        if (blank is not null)
            return attribute.ReplaceNode(blank.Expression, literal.WithTriviaFrom(blank.Expression));

        var list = attribute.ArgumentList ?? SyntaxFactory.AttributeArgumentList();
        var others = list.Arguments.GetWithSeparators();
        if (others.Count > 0)
            others = others.Insert(0, SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space));
        return attribute.WithArgumentList(list.WithArguments(SyntaxFactory.SeparatedList<AttributeArgumentSyntax>(others.Insert(0, SyntaxFactory.AttributeArgument(literal)))));
    }
}
