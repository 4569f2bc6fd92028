using System.Text;

namespace LoopsMapping.Generator.Emitting;

/// <summary>Writes indented source text with <c>\n</c> line ends, the same on every machine.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new(4096);
    private int _indentation;

    public void Line(string text = "")
    {
        if (text.Length > 0)
            _text.Append(' ', _indentation * 4).Append(text);
        _text.Append('\n');
    }

    public void Open(string line)
    {
        Line(line);
        Open();
    }

    public void Open()
    {
        Line("{");
        _indentation++;
    }

    public void Close(string after = "")
    {
        _indentation--;
        Line("}" + after);
    }

    public override string ToString() => _text.ToString();
}
