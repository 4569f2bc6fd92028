using System.Text;
using Spectre.Console;

namespace LoopsMapping.Tool;

/// <summary>What a command sees of the process that runs it.</summary>
/// <param name="output">Takes results.</param>
/// <param name="error">Takes everything else, so that results can be piped.</param>
/// <param name="getVariable">Reads an environment variable.</param>
internal sealed class ToolConsole(TextWriter output, TextWriter error, Func<string, string?> getVariable)
{
    public TextWriter Output => output;

    public TextWriter Error => error;

    /// <summary>What the terminal behind <see cref="Output"/> can show; by default plain text.</summary>
    public AnsiCapabilities Capabilities { get; init; } = new() { Ansi = false, ColorSystem = ColorSystem.NoColors };

    /// <summary>The columns of the terminal behind <see cref="Output"/>; <see langword="null"/> where it is none.</summary>
    public int? Width { get; init; }

    /// <summary>Who types the answers; <see langword="null"/> when nobody can be asked.</summary>
    public TextReader? Input { get; init; }

    /// <summary>The current directory.</summary>
    public string Folder { get; init; } = Directory.GetCurrentDirectory();

    /// <summary>How long a single call to Loops may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The pace of calls to Loops; by default what Loops allows.</summary>
    public double? RequestsPerSecond { get; init; }

    /// <summary>Whether somebody watches what goes to <see cref="Error"/>, so that a line there can be written over.</summary>
    public bool IsWatched { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public static ToolConsole OfProcess()
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var isPlain = Console.IsOutputRedirected || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return new(Console.Out, Console.Error, Environment.GetEnvironmentVariable)
        {
            Width = Console.IsOutputRedirected ? null : Console.WindowWidth,
            IsWatched = !Console.IsErrorRedirected,
            Input = Console.IsInputRedirected ? null : Console.In,
            Capabilities = AnsiCapabilities.Create(Console.Out, new AnsiWriterSettings
            {
                Ansi = isPlain ? AnsiSupport.No : AnsiSupport.Detect,
                ColorSystem = isPlain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            }),
        };
    }

    /// <summary>The value of an environment variable; <see langword="null"/> when it is not set or blank.</summary>
    public string? GetVariable(string name) => getVariable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
}
