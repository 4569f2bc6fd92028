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
    private readonly List<(AttributeSyntax Syntax, string Name)> _annotations;

    private AnnotatedMember(Document document, SyntaxNode declaration, IPropertySymbol property, List<(AttributeSyntax Syntax, string Name)> annotations)
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
        var annotations = new List<(AttributeSyntax Syntax, string Name)>();
        foreach (var attribute in symbol.GetAttributes().Concat(property.GetAttributes()))
        {
            if (Annotations.NameOf(attribute) is { } name
                && attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) is AttributeSyntax syntax
                && declaration.Contains(syntax) && !annotations.Exists(other => other.Syntax == syntax))
            {
                annotations.Add((syntax, name));
            }
        }
        annotations.Sort(static (one, other) => one.Syntax.SpanStart.CompareTo(other.Syntax.SpanStart));
        return new(context.Document, declaration, property, annotations);
    }

    /// <summary>A fix that puts the annotation on the member, in place of those of ours that it has: they name it or give it a place.</summary>
    public CodeAction Annotate(string title, string annotation, string key)
        => CodeAction.Create(title, cancellationToken => AnnotateAsync(annotation, cancellationToken), key);

    /// <summary>A fix that writes down the name that the member is sent under.</summary>
    public CodeAction Name(string title, string name, string key)
        => CodeAction.Create(title, cancellationToken => SetAsync(null, name, cancellationToken), key);

    /// <summary>A fix that sends the value as its text in a format.</summary>
    public CodeAction Format(string title, string format, string key)
        => CodeAction.Create(title, cancellationToken => SetAsync(SyntaxFactory.NameEquals("Format"), format, cancellationToken), key);

    /// <summary>A fix that takes one annotation away; of a <c>[LoopsProperty]</c> that says more than a name, the name.</summary>
    public CodeAction Remove(string title, string annotation, string key)
        => CodeAction.Create(title, cancellationToken => RemoveAsync(annotation, cancellationToken), key);

    public bool Has(string annotation) => _annotations.Exists(other => other.Name == annotation);

    public CodeAction LeaveOut(string key) => Annotate("Leave it out with [LoopsIgnore]", Ignore, key);

    private async Task<Document> AnnotateAsync(string annotation, CancellationToken cancellationToken)
    {
        var layout = await Layout.OfAsync(_document, cancellationToken).ConfigureAwait(false);
        var attribute = Attribute(annotation);
        return await WithAsync(_annotations.Count == 0 ? Add(attribute, layout) : Replace(attribute), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sets an argument of the annotation that names the member, its name if it has none, in an annotation that there is or a new one.</summary>
    private async Task<Document> SetAsync(NameEqualsSyntax? argumentName, string text, CancellationToken cancellationToken)
    {
        var argument = SyntaxFactory.AttributeArgument(argumentName, null, SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(text)));
        var named = _annotations.Find(annotation => annotation.Name == "LoopsProperty" || (annotation.Name == "LoopsContactProperty" && argumentName is null)).Syntax;
        if (named is null)
        {
            var layout = await Layout.OfAsync(_document, cancellationToken).ConfigureAwait(false);
            var attribute = Attribute("LoopsProperty").WithArgumentList(SyntaxFactory.AttributeArgumentList(SyntaxFactory.SingletonSeparatedList(argument)));
            return await WithAsync(Add(attribute, layout), cancellationToken).ConfigureAwait(false);
        }
        var list = named.ArgumentList ?? SyntaxFactory.AttributeArgumentList();
        var others = list.Arguments.Where(other => (other.NameEquals is not null) || argumentName is not null).Select(static other => other.WithoutLeadingTrivia());
        var arguments = argumentName is null ? others.Prepend(argument) : others.Append(argument);
        return await WithAsync(_declaration.ReplaceNode(named, named.WithArgumentList(list.WithArguments(Separated(arguments)))), cancellationToken).ConfigureAwait(false);
    }

    private async Task<Document> RemoveAsync(string annotation, CancellationToken cancellationToken)
    {
        var removed = _annotations.Find(other => other.Name == annotation).Syntax;
        var rest = annotation == "LoopsProperty" ? removed.ArgumentList?.Arguments.Where(static argument => argument.NameEquals is not null).Select(static other => other.WithoutLeadingTrivia()).ToList() : null;
        var declaration = rest is { Count: > 0 }
            ? _declaration.ReplaceNode(removed, removed.WithArgumentList(removed.ArgumentList!.WithArguments(Separated(rest))))
            : Without(_declaration, removed);
        return await WithAsync(declaration, cancellationToken).ConfigureAwait(false);
    }

    private static SeparatedSyntaxList<AttributeArgumentSyntax> Separated(IEnumerable<AttributeArgumentSyntax> arguments)
    {
        List<AttributeArgumentSyntax> all = [.. arguments];
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        return SyntaxFactory.SeparatedList(all, Enumerable.Repeat(comma, all.Count - 1));
    }

    private async Task<Document> WithAsync(SyntaxNode declaration, CancellationToken cancellationToken)
    {
        var root = await _declaration.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        return _document.WithSyntaxRoot(root.ReplaceNode(_declaration, declaration));
    }

    /// <summary>By its full name, which the clean-up after a fix shortens as far as the file's usings allow.</summary>
    private static AttributeSyntax Attribute(string annotation)
        => SyntaxFactory.Attribute(SyntaxFactory.ParseName($"global::LoopsMapping.{annotation}Attribute").WithAdditionalAnnotations(Simplifier.Annotation));

    private SyntaxNode Replace(AttributeSyntax attribute)
    {
        var tracked = _declaration.TrackNodes(_annotations.Select(static annotation => annotation.Syntax));
        foreach (var surplus in _annotations.Skip(1))
            tracked = Without(tracked, tracked.GetCurrentNode(surplus.Syntax)!);
        var replaced = tracked.GetCurrentNode(_annotations[0].Syntax)!;
        return tracked.ReplaceNode(replaced, attribute.WithTriviaFrom(replaced));
    }

    private static SyntaxNode Without(SyntaxNode declaration, AttributeSyntax attribute)
    {
        SyntaxNode removed = attribute.Parent is AttributeListSyntax { Attributes.Count: 1 } list ? list : attribute;
        return declaration.RemoveNode(removed, HasComment(removed) ? SyntaxRemoveOptions.KeepExteriorTrivia : SyntaxRemoveOptions.KeepNoTrivia)!;
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
