using LoopsMapping.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace LoopsMapping.CodeFixes;

/// <summary>The property, or the record parameter that stands for one, that a mistake is shown on.</summary>
internal sealed class AnnotatedMember
{
    public const string Ignore = "LoopsIgnore";

    private readonly Document _document;
    private readonly SyntaxNode _declaration;
    private readonly List<AttributeSyntax> _annotations;

    private AnnotatedMember(Document document, SyntaxNode declaration, IPropertySymbol property, List<AttributeSyntax> annotations)
    {
        _document = document;
        _declaration = declaration;
        _annotations = annotations;
        Property = property;
    }

    public IPropertySymbol Property { get; }

    /// <summary>The member at a diagnostic; <see langword="null"/> when that is on the class, because the member is another assembly's.</summary>
    public static async Task<AnnotatedMember?> FindAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        var declaration = root?.FindToken(context.Span.Start).Parent;
        if (declaration is not (PropertyDeclarationSyntax or ParameterSyntax)
            || model?.GetDeclaredSymbol(declaration, context.CancellationToken) is not { } symbol)
        {
            return null;
        }

        var property = symbol as IPropertySymbol ?? symbol.ContainingType.GetMembers(symbol.Name).OfType<IPropertySymbol>().FirstOrDefault();
        if (property is null)
            return null;
        var annotations = symbol.GetAttributes().Concat(property.GetAttributes())
            .Where(static attribute => Annotations.NameOf(attribute) is not null)
            .Select(attribute => attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken))
            .OfType<AttributeSyntax>()
            .Where(attribute => declaration.Contains(attribute))
            .Distinct()
            .OrderBy(static attribute => attribute.SpanStart);
        return new(context.Document, declaration, property, [.. annotations]);
    }

    /// <summary>A fix that puts the annotation on the member, in place of those of ours that it has: they name it or give it a place.</summary>
    public CodeAction Annotate(string title, string annotation, string key)
        => CodeAction.Create(title, cancellationToken => AnnotateAsync(annotation, cancellationToken), key);

    public CodeAction LeaveOut(string key) => Annotate("Leave it out with [LoopsIgnore]", Ignore, key);

    private async Task<Document> AnnotateAsync(string annotation, CancellationToken cancellationToken)
    {
        var layout = await Layout.OfAsync(_document, cancellationToken).ConfigureAwait(false);
        var root = await _declaration.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        // The full name, which the clean-up after a fix shortens as far as the file's usings allow.
        var name = SyntaxFactory.ParseName($"global::LoopsMapping.{annotation}Attribute").WithAdditionalAnnotations(Simplifier.Annotation);
        var attribute = SyntaxFactory.Attribute(name);
        return _document.WithSyntaxRoot(root.ReplaceNode(_declaration, _annotations.Count == 0 ? Add(attribute, layout) : Replace(attribute)));
    }

    private SyntaxNode Replace(AttributeSyntax attribute)
    {
        var tracked = _declaration.TrackNodes(_annotations);
        foreach (var surplus in _annotations.Skip(1))
        {
            var current = tracked.GetCurrentNode(surplus)!;
            SyntaxNode removed = current.Parent is AttributeListSyntax { Attributes.Count: 1 } list ? list : current;
            tracked = tracked.RemoveNode(removed, HasComment(removed) ? SyntaxRemoveOptions.KeepExteriorTrivia : SyntaxRemoveOptions.KeepNoTrivia)!;
        }
        var replaced = tracked.GetCurrentNode(_annotations[0])!;
        return tracked.ReplaceNode(replaced, attribute.WithTriviaFrom(replaced));
    }

    private static bool HasComment(SyntaxNode node)
        => node.GetLeadingTrivia().Concat(node.GetTrailingTrivia()).Any(static trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia));

    private SyntaxNode Add(AttributeSyntax attribute, Layout layout)
    {
        var list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(attribute)).WithLeadingTrivia(_declaration.GetLeadingTrivia());
        var sameLine = list.WithTrailingTrivia(SyntaxFactory.Space);
        var first = _declaration.GetFirstToken();
        if (_declaration is ParameterSyntax parameter)
            return Prepend(parameter.ReplaceToken(first, first.WithLeadingTrivia()), sameLine);

        var property = (PropertyDeclarationSyntax)_declaration;
        if (!layout.StartsLine(property.SpanStart))
            return Prepend(property.ReplaceToken(first, first.WithLeadingTrivia()), sameLine);
        var indented = first.WithLeadingTrivia(SyntaxFactory.Whitespace(layout.Indentation(property.SpanStart)));
        return Prepend(property.ReplaceToken(first, indented), list.WithTrailingTrivia(layout.LineEnd));
    }

    private static ParameterSyntax Prepend(ParameterSyntax parameter, AttributeListSyntax list)
        => parameter.WithAttributeLists(parameter.AttributeLists.Insert(0, list));

    private static PropertyDeclarationSyntax Prepend(PropertyDeclarationSyntax property, AttributeListSyntax list)
        => property.WithAttributeLists(property.AttributeLists.Insert(0, list));
}
