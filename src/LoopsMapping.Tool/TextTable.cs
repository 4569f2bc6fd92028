using Spectre.Console;

namespace LoopsMapping.Tool;

/// <summary>Rows in columns as wide as their widest cell. Nothing is framed or wrapped, so that it can be searched, cut and piped.</summary>
/// <param name="columns">Their headings; one that begins with <see cref="Right"/> has its cells on the right.</param>
internal sealed class TextTable(params string[] columns)
{
    /// <summary>Marks a column of numbers.</summary>
    public const char Right = '>';

    private static readonly Style Dim = new(decoration: Decoration.Dim);

    private readonly List<(string Text, Style Style)[]> _rows = [];

    public void Add(params (string Text, Style Style)[] cells) => _rows.Add(cells);

    public void Write(AnsiWriter writer)
    {
        var headings = columns.Select(static column => (column.TrimStart(Right), Dim)).ToArray();
        var widths = columns.Select((_, i) => _rows.Append(headings).Max(row => row[i].Item1.Length)).ToArray();
        WriteRow(writer, headings, widths);
        foreach (var row in _rows)
            WriteRow(writer, row, widths);
    }

    private void WriteRow(AnsiWriter writer, (string Text, Style Style)[] row, int[] widths)
    {
        for (var i = 0; i < row.Length; i++)
        {
            var (text, style) = row[i];
            if (i > 0)
                writer.Write("  ");
            if (columns[i][0] == Right)
                text = text.PadLeft(widths[i]);
            else if (i < row.Length - 1)
                text = text.PadRight(widths[i]);
            writer.Write(text, style);
        }
        writer.WriteLine();
    }
}
