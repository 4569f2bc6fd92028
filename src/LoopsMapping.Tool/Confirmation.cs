using System.CommandLine;

namespace LoopsMapping.Tool;

/// <summary>Asks before something is changed.</summary>
internal static class Confirmation
{
    public static Option<bool> CreateOption() => new("--yes", "-y") { Description = "Do not ask. Needed where nobody can be asked, as in a script." };

    /// <summary>Asks, unless the answer has been given.</summary>
    /// <returns>False when the answer is no, which is then said.</returns>
    /// <exception cref="ToolException">There is nobody to be asked.</exception>
    public static async Task<bool> AskAsync(ToolConsole console, string question, CancellationToken cancellationToken)
    {
        if (console.Input is not { } input)
            throw new ToolException("Nothing was changed: this command asks before it does so, and here nobody can answer. Repeat it with --yes.");
        await console.Error.WriteAsync($"{question} [y/N] ");
        // Reading a terminal cannot be cancelled; whoever types Ctrl+C does not wait for it.
        var answer = await Task.Run(input.ReadLine, CancellationToken.None).WaitAsync(cancellationToken);
        if (answer?.Trim() is { } text && (text.Equals("y", StringComparison.OrdinalIgnoreCase) || text.Equals("yes", StringComparison.OrdinalIgnoreCase)))
            return true;
        await console.Error.WriteLineAsync("Nothing was changed.");
        return false;
    }
}
