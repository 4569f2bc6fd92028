namespace LoopsMapping.Tool;

/// <summary>What is being done, on one line that is written over; nothing where nobody watches.</summary>
internal sealed class Progress(ToolConsole console)
{
    private int _width;

    public void Show(string text)
    {
        if (!console.IsWatched)
            return;
        console.Error.Write($"\r{text.PadRight(_width)}");
        _width = text.Length;
        console.Error.Flush();
    }

    public void Clear()
    {
        if (_width == 0)
            return;
        console.Error.Write($"\r{new string(' ', _width)}\r");
        _width = 0;
    }
}
