using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Text;

namespace LoopsMapping.CodeFixes;

/// <summary>How a file is laid out, so that what a fix adds looks like what is there and nothing else moves.</summary>
internal sealed class Layout
{
    private readonly SourceText _text;

    private Layout(SourceText text, string indentationUnit)
    {
        _text = text;
        IndentationUnit = indentationUnit;
        var first = text.Lines[0];
        LineEnd = SyntaxFactory.EndOfLine(first.EndIncludingLineBreak > first.End ? text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) : "\n");
    }

    public SyntaxTrivia LineEnd { get; }

    /// <summary>One level of indentation, as .editorconfig has it.</summary>
    public string IndentationUnit { get; }

    public static async Task<Layout> OfAsync(Document document, CancellationToken cancellationToken)
    {
        var options = await document.GetOptionsAsync(cancellationToken).ConfigureAwait(false);
        var unit = options.GetOption(FormattingOptions.UseTabs) ? "\t" : new string(' ', options.GetOption(FormattingOptions.IndentationSize));
        return new(await document.GetTextAsync(cancellationToken).ConfigureAwait(false), unit);
    }

    /// <summary>Whether only white space stands before the position in its line.</summary>
    public bool StartsLine(int position) => Indentation(position).Length == position - _text.Lines.GetLineFromPosition(position).Start;

    /// <summary>The white space that the position's line begins with.</summary>
    public string Indentation(int position)
    {
        var start = _text.Lines.GetLineFromPosition(position).Start;
        var end = start;
        while (end < position && char.IsWhiteSpace(_text[end]))
            end++;
        return _text.ToString(TextSpan.FromBounds(start, end));
    }
}
