using System.Text;
using System.Threading.Channels;

namespace LoopsMapping.Tool.Tests.Harness;

/// <summary>Takes what a command prints, and lets a test wait for a line of it.</summary>
internal sealed class Lines : TextWriter
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _all = new();
    private readonly StringBuilder _line = new();
    private readonly Lock _gate = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (_gate)
        {
            _all.Append(value);
            if (value == '\n')
            {
                _lines.Writer.TryWrite(_line.ToString().TrimEnd('\r'));
                _line.Clear();
            }
            else
            {
                _line.Append(value);
            }
        }
    }

    /// <summary>The next line that contains the text; those before it are passed over.</summary>
    public async Task<string> NextAsync(string text, CancellationToken cancellationToken)
    {
        await foreach (var line in _lines.Reader.ReadAllAsync(cancellationToken))
        {
            if (line.Contains(text, StringComparison.Ordinal))
                return line;
        }
        throw new InvalidOperationException("The lines have ended.");
    }

    public override string ToString()
    {
        lock (_gate)
            return _all.ToString();
    }
}
