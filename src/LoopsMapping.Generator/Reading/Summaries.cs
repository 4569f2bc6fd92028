using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LoopsMapping.Generator.Reading;

/// <summary>What the user's own XML documentation says of a member, as plain text on one line.</summary>
internal static class Summaries
{
    private const int MaxLength = 300;

    /// <summary>The member's summary; <see langword="null"/> when it has none, or when it is not in source.</summary>
    public static string? Find(IPropertySymbol property, CancellationToken cancellationToken)
    {
        if (property.DeclaringSyntaxReferences is not [var declaration, ..])
            return null;
        var syntax = declaration.GetSyntax(cancellationToken);
        if (syntax is Microsoft.CodeAnalysis.CSharp.Syntax.ParameterSyntax)
            return IsDocumented(syntax.Parent?.Parent) ? Text(Parse(property.ContainingType, cancellationToken)?.Elements("param").FirstOrDefault(param => (string?)param.Attribute("name") == property.Name)) : null;
        return IsDocumented(syntax) ? Text(Parse(property, cancellationToken)?.Element("summary")) : null;
    }

    /// <summary>Asked first, because it costs nothing and most members are not.</summary>
    private static bool IsDocumented(SyntaxNode? node)
    {
        if (node is null || !node.HasStructuredTrivia)
            return false;
        foreach (var trivia in node.GetLeadingTrivia())
        {
            if (trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineDocumentationCommentTrivia))
                return true;
        }
        return false;
    }

    private static XElement? Parse(ISymbol symbol, CancellationToken cancellationToken)
    {
        try
        {
            return symbol.GetDocumentationCommentXml(cancellationToken: cancellationToken) is { Length: > 0 } xml ? XElement.Parse(xml) : null;
        }
        catch (XmlException)
        {
            // The compiler says what is wrong with it.
            return null;
        }
    }

    private static string? Text(XElement? element)
    {
        if (element is null)
            return null;
        var text = new StringBuilder();
        Append(element, text);
        var words = string.Join(" ", text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (words.Length > MaxLength)
            words = words.Substring(0, MaxLength - 1) + "…";
        return words.Length == 0 ? null : words;
    }

    private static void Append(XElement element, StringBuilder text)
    {
        foreach (var node in element.Nodes())
        {
            if (node is XText plain)
                text.Append(plain.Value);
            else if (node is XElement { IsEmpty: true } reference)
                text.Append(Name(reference));
            else if (node is XElement inner)
                Append(inner, text);
        }
    }

    /// <summary><c>&lt;see cref="P:App.User.Plan"/&gt;</c> reads as <c>Plan</c>, <c>&lt;see langword="null"/&gt;</c> as <c>null</c>.</summary>
    private static string Name(XElement reference)
    {
        var name = (string?)reference.Attribute("langword") ?? (string?)reference.Attribute("name") ?? (string?)reference.Attribute("href");
        if (name is not null || (string?)reference.Attribute("cref") is not { } cref)
            return name ?? " ";
        var end = cref.IndexOf('(');
        var path = end < 0 ? cref : cref.Substring(0, end);
        return path.Substring(Math.Max(path.LastIndexOf('.'), path.LastIndexOf(':')) + 1).Split('`')[0];
    }
}
