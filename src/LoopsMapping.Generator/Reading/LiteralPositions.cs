using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LoopsMapping.Generator.Reading;

/// <summary>Where in the source the characters of a text stand.</summary>
internal static class LiteralPositions
{
    /// <summary>A part of the text of an expression; all of the expression when it is no literal that tells.</summary>
    /// <param name="expression">Has the text.</param>
    /// <param name="start">Where in the text the part begins.</param>
    /// <param name="end">Where it ends.</param>
    public static Location Locate(ExpressionSyntax expression, int start, int end)
    {
        if (expression is not LiteralExpressionSyntax { Token: { Value: string value } token } || start >= end || end > value.Length)
            return expression.GetLocation();
        var places = Places(token);
        // One too many: where the text ends.
        return places.Count == value.Length + 1
            ? Location.Create(expression.SyntaxTree, TextSpan.FromBounds(token.SpanStart + places[start], token.SpanStart + places[end]))
            : expression.GetLocation();
    }

    private static List<int> Places(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.StringLiteralToken => token.Text.StartsWith("@", StringComparison.Ordinal) ? Verbatim(token.Text) : Regular(token.Text),
        SyntaxKind.SingleLineRawStringLiteralToken => Raw(token.Text),
        SyntaxKind.MultiLineRawStringLiteralToken => RawLines(token.Text),
        _ => [],
    };

    private static List<int> Regular(string text)
    {
        var places = new List<int>(text.Length);
        for (var i = 1; i < text.Length - 1;)
        {
            places.Add(i);
            if (text[i] != '\\')
            {
                i++;
                continue;
            }
            var digits = text[i + 1] switch { 'u' => 4, 'U' => 8, 'x' => Hexadecimals(text, i + 2), _ => 0 };
            // Beyond the first plane it is two characters.
            if (digits == 8 && !text.Substring(i + 2, Math.Min(4, text.Length - i - 2)).All(static c => c == '0'))
                places.Add(i);
            i += 2 + digits;
        }
        places.Add(text.Length - 1);
        return places;
    }

    private static int Hexadecimals(string text, int start)
    {
        var count = 0;
        while (count < 4 && start + count < text.Length && Uri.IsHexDigit(text[start + count]))
            count++;
        return count;
    }

    private static List<int> Verbatim(string text)
    {
        var places = new List<int>(text.Length);
        for (var i = 2; i < text.Length - 1; i++)
        {
            places.Add(i);
            if (text[i] == '"')
                i++;
        }
        places.Add(text.Length - 1);
        return places;
    }

    private static List<int> Raw(string text)
    {
        var quotes = Quotes(text);
        return [.. Enumerable.Range(quotes, Math.Max(0, text.Length - 2 * quotes) + 1)];
    }

    private static List<int> RawLines(string text)
    {
        var end = text.Length - Quotes(text);
        var lastLine = text.LastIndexOf('\n', end - 1) + 1;
        var indentation = end - lastLine;
        var places = new List<int>(text.Length);
        var line = text.IndexOf('\n') + 1;
        while (line > 0 && line < lastLine)
        {
            var next = text.IndexOf('\n', line) + 1;
            // A blank line may have less than the others.
            for (var i = line + Math.Min(indentation, Blanks(text, line)); i < next; i++)
                places.Add(i);
            line = next;
        }
        // The last line end is not part of the text, and is where that ends.
        if (places.Count > 0 && places.Count > 1 && text[places[places.Count - 2]] == '\r')
            places.RemoveAt(places.Count - 1);
        return places;
    }

    private static int Blanks(string text, int start)
    {
        var count = 0;
        while (text[start + count] is ' ' or '\t')
            count++;
        return count;
    }

    private static int Quotes(string text)
    {
        var count = 0;
        while (count < text.Length && text[count] == '"')
            count++;
        return count;
    }
}
