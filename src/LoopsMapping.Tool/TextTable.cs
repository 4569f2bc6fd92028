using Spectre.Console;

namespace LoopsMapping.Tool;

/// <summary>Rows in columns as wide as their widest cell. Nothing is framed or cut, so that it can be searched, cut and piped.</summary>
/// <param name="columns">Their headings; one that begins with <see cref="Right"/> has its cells on the right.</param>
internal sealed class TextTable(params string[] columns)
{
    /// <summary>Marks a column of numbers.</summary>
    public const char Right = '>';

    /// <summary>A last column that would get less than this is not wrapped: a word a line is harder to read than what a terminal does.</summary>
    private const int Narrowest = 24;

    private static readonly Style Dim = new(decoration: Decoration.Dim);

    private readonly List<(string Text, Style Style)[]> _rows = [];

    public void Add(params (string Text, Style Style)[] cells) => _rows.Add(cells);

    /// <param name="writer">Takes the lines.</param>
    /// <param name="width">How wide the terminal is, for a last column that is text: it is wrapped there; by default nothing is.</param>
    public void Write(AnsiWriter writer, int? width = null)
    {
        var headings = columns.Select(static column => (column.TrimStart(Right), Dim)).ToArray();
        var widths = columns.Select((_, i) => _rows.Append(headings).Max(row => row[i].Item1.Length)).ToArray();
        var indentation = widths[..^1].Sum() + 2 * (widths.Length - 1);
        var last = width is { } columnsOfTerminal && columnsOfTerminal - indentation >= Narrowest ? columnsOfTerminal - indentation : int.MaxValue;
        WriteRow(writer, headings, widths, indentation, last);
        foreach (var row in _rows)
            WriteRow(writer, row, widths, indentation, last);
    }

    private void WriteRow(AnsiWriter writer, (string Text, Style Style)[] row, int[] widths, int indentation, int room)
    {
        for (var i = 0; i < row.Length; i++)
        {
            var (text, style) = row[i];
            if (i > 0)
                writer.Write("  ");
            if (columns[i].StartsWith(Right))
                text = text.PadLeft(widths[i]);
            else if (i < row.Length - 1)
                text = text.PadRight(widths[i]);
            if (i < row.Length - 1)
            {
                writer.Write(text, style);
                continue;
            }
            var lines = Wrap(text, room);
            writer.Write(lines[0], style);
            foreach (var line in lines.Skip(1))
            {
                writer.WriteLine();
                writer.Write(new string(' ', indentation));
                writer.Write(line, style);
            }
        }
        writer.WriteLine();
    }

    private static List<string> Wrap(string text, int room)
    {
        var lines = new List<string>();
        while (text.Length > room)
        {
            var end = text.LastIndexOf(' ', room);
            if (end <= 0)
                break;
            lines.Add(text[..end]);
            text = text[(end + 1)..];
        }
        lines.Add(text);
        return lines;
    }
}
