using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoopsMapping.CodeFixes;

/// <summary>A property that a class is to get, and how it is written into its declaration.</summary>
/// <param name="type">Its type: <c>string?</c>.</param>
/// <param name="name">Its name.</param>
/// <param name="setter"><c>init</c> or <c>set</c>.</param>
internal sealed class NewMember(string type, string name, string setter)
{
    /// <summary>Appends an optional parameter to a positional record, on a line of its own where the last one has one.</summary>
    public TypeDeclarationSyntax AppendParameter(TypeDeclarationSyntax declaration, Layout layout)
    {
        var list = declaration.ParameterList!;
        var last = list.Parameters.Last();
        var ownLine = layout.StartsLine(last.SpanStart);
        var after = last.GetTrailingTrivia();
        var closesOnOwnLine = after.Any(SyntaxKind.EndOfLineTrivia);

        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken)
            .WithTrailingTrivia(closesOnOwnLine ? after : ownLine ? SyntaxFactory.TriviaList(layout.LineEnd) : SyntaxFactory.TriviaList(SyntaxFactory.Space));
        var parameter = ParseParameter()
            .WithLeadingTrivia(ownLine ? SyntaxFactory.Whitespace(layout.Indentation(last.SpanStart)) : default)
            .WithTrailingTrivia(closesOnOwnLine ? SyntaxFactory.TriviaList(layout.LineEnd) : after);

        var items = list.Parameters.Replace(last, last.WithTrailingTrivia()).GetWithSeparators().Add(comma).Add(parameter);
        return declaration.WithParameterList(list.WithParameters(SyntaxFactory.SeparatedList<ParameterSyntax>(items)));
    }

    /// <summary>Adds a property after the last one there is; a declaration that ends with a semicolon gets a body.</summary>
    public TypeDeclarationSyntax AppendProperty(TypeDeclarationSyntax declaration, Layout layout)
    {
        if (declaration.OpenBraceToken.IsKind(SyntaxKind.None))
            return WithBody(declaration, layout);

        var place = declaration.Members.LastIndexOf(static member => member is PropertyDeclarationSyntax) + 1;
        if (place == 0)
            place = declaration.Members.Count;
        var before = place == 0 ? null : declaration.Members[place - 1];
        var next = place == declaration.Members.Count ? declaration.CloseBraceToken : declaration.Members[place].GetFirstToken();
        return declaration.WithMembers(declaration.Members.Insert(place, Property(declaration, before, next, layout)));
    }

    private MemberDeclarationSyntax Property(TypeDeclarationSyntax declaration, MemberDeclarationSyntax? before, SyntaxToken next, Layout layout)
    {
        if (!layout.StartsLine(next.SpanStart))
        {
            var follows = next.GetPreviousToken().HasTrailingTrivia ? default : SyntaxFactory.TriviaList(SyntaxFactory.Space);
            return ParseProperty().WithLeadingTrivia(follows).WithTrailingTrivia(SyntaxFactory.Space);
        }

        var indentation = before is not null && layout.StartsLine(before.SpanStart)
            ? layout.Indentation(before.SpanStart)
            : layout.Indentation(declaration.SpanStart) + layout.IndentationUnit;
        var leading = SyntaxFactory.TriviaList(SyntaxFactory.Whitespace(indentation));
        if (before is not null && (before is not PropertyDeclarationSyntax || HasBlankLineAbove(before)))
            leading = leading.Insert(0, layout.LineEnd);
        return ParseProperty().WithLeadingTrivia(leading).WithTrailingTrivia(layout.LineEnd);
    }

    private TypeDeclarationSyntax WithBody(TypeDeclarationSyntax declaration, Layout layout)
    {
        var indentation = layout.Indentation(declaration.SpanStart);
        var property = ParseProperty()
            .WithLeadingTrivia(SyntaxFactory.Whitespace(indentation + layout.IndentationUnit))
            .WithTrailingTrivia(layout.LineEnd);
        var open = SyntaxFactory.Token(SyntaxKind.OpenBraceToken)
            .WithLeadingTrivia(layout.LineEnd, SyntaxFactory.Whitespace(indentation))
            .WithTrailingTrivia(layout.LineEnd);
        var close = SyntaxFactory.Token(SyntaxKind.CloseBraceToken)
            .WithLeadingTrivia(SyntaxFactory.Whitespace(indentation))
            .WithTrailingTrivia(declaration.SemicolonToken.TrailingTrivia);

        var withBody = (TypeDeclarationSyntax)declaration.WithSemicolonToken(default).WithOpenBraceToken(open).WithCloseBraceToken(close);
        return withBody.WithMembers(SyntaxFactory.SingletonList(property));
    }

    private static bool HasBlankLineAbove(MemberDeclarationSyntax member)
        => member.GetLeadingTrivia().SkipWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).FirstOrDefault().IsKind(SyntaxKind.EndOfLineTrivia);

    private MemberDeclarationSyntax ParseProperty() => SyntaxFactory.ParseMemberDeclaration($"public {type} {name} {{ get; {setter}; }}")!;

    private ParameterSyntax ParseParameter() => SyntaxFactory.ParseParameterList($"({type} {name} = null)").Parameters[0];
}
