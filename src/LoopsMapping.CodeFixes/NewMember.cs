using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace LoopsMapping.CodeFixes;

/// <summary>A property that a class is to get, and how it is written into its declaration.</summary>
/// <param name="type">Its type: <c>string?</c>.</param>
/// <param name="name">Its name.</param>
/// <param name="setter"><c>init</c> or <c>set</c>.</param>
/// <param name="wireName">Its name in Loops, where that does not follow from its own.</param>
internal sealed class NewMember(string type, string name, string setter, string? wireName = null)
{
    private readonly string _annotation = wireName is null ? "" : $"[global::LoopsMapping.LoopsPropertyAttribute({SymbolDisplay.FormatLiteral(wireName, quote: true)})] ";

    /// <summary>Adds members to a class, in their order: parameters to a positional record, unless that would break its callers.</summary>
    public static async Task<Document> AddAsync(Document document, TypeDeclarationSyntax declaration, INamedTypeSymbol type, IEnumerable<NewMember> members, CancellationToken cancellationToken)
    {
        var asParameter = declaration is RecordDeclarationSyntax { ParameterList: not null }
            && !await RecordCallers.WouldBreakAsync(type, document.Project, cancellationToken).ConfigureAwait(false);
        var mark = new SyntaxAnnotation();
        var root = await declaration.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        document = document.WithSyntaxRoot(root.ReplaceNode(declaration, declaration.WithAdditionalAnnotations(mark)));
        foreach (var member in members)
        {
            // The layout is that of the text so far.
            var layout = await Layout.OfAsync(document, cancellationToken).ConfigureAwait(false);
            root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
            var current = (TypeDeclarationSyntax)root.GetAnnotatedNodes(mark).Single();
            document = document.WithSyntaxRoot(root.ReplaceNode(current, asParameter ? member.AppendParameter(current, layout) : member.AppendProperty(current, layout)));
        }
        return document;
    }

    /// <summary>Whether a class can have a member of the name, which none has that it inherits.</summary>
    public static bool IsFree(INamedTypeSymbol type, string name)
    {
        if (type.Name == name || !type.GetMembers(name).IsEmpty)
            return false;
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
        {
            if (parent.GetMembers(name).Any(static member => member.DeclaredAccessibility != Accessibility.Private))
                return false;
        }
        return true;
    }

    /// <summary>The type of text that can be missing, as the file's nullable context has it.</summary>
    public static string Text(SemanticModel model, TypeDeclarationSyntax declaration)
        => model.GetNullableContext(declaration.Span.End - 1).AnnotationsEnabled() ? "string?" : "string";

    /// <summary>Projects for older frameworks have no init.</summary>
    public static string Setter(Compilation compilation, TypeDeclarationSyntax declaration)
        => ((CSharpParseOptions)declaration.SyntaxTree.Options).LanguageVersion >= LanguageVersion.CSharp9
            && compilation.GetTypeByMetadataName("System.Runtime.CompilerServices.IsExternalInit") is not null ? "init" : "set";

    /// <summary>Appends an optional parameter to a positional record, on a line of its own where the last one has one.</summary>
    private TypeDeclarationSyntax AppendParameter(TypeDeclarationSyntax declaration, Layout layout)
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
    private TypeDeclarationSyntax AppendProperty(TypeDeclarationSyntax declaration, Layout layout)
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

    private MemberDeclarationSyntax ParseProperty() => Simplified(SyntaxFactory.ParseMemberDeclaration($"{_annotation}public {type} {name} {{ get; {setter}; }}")!);

    private ParameterSyntax ParseParameter() => Simplified(SyntaxFactory.ParseParameterList($"({_annotation}{type} {name} = null)").Parameters[0]);

    /// <summary>The clean-up after a fix shortens the annotation's name as far as the file's usings allow.</summary>
    private static T Simplified<T>(T node)
        where T : SyntaxNode
        => node.ReplaceNodes(node.DescendantNodes().OfType<AttributeSyntax>(), static (attribute, _) => attribute.WithName(attribute.Name.WithAdditionalAnnotations(Simplifier.Annotation)));
}
