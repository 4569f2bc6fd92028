using Spectre.Console;

namespace LoopsMapping.Tool.Tests.Harness;

/// <summary>A command as it runs in this process, with surroundings of its own.</summary>
internal sealed class Run : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);

    private Run(string[] arguments, Surroundings surroundings)
    {
        var console = new ToolConsole(Output, Error, surroundings.Environment.GetValueOrDefault)
        {
            Capabilities = surroundings.HasColors ? new() { Ansi = true, ColorSystem = ColorSystem.Standard } : new() { Ansi = false, ColorSystem = ColorSystem.NoColors },
            Input = surroundings.Answer is { } answer ? new StringReader(answer) : null,
            Folder = surroundings.Folder,
            Time = surroundings.Time,
            Width = surroundings.Width,
            IsWatched = surroundings.IsWatched,
            RequestsPerSecond = 0,
            Patience = surroundings.Patience,
        };
        Exit = LoopsTool.RunAsync(arguments, console, _stop.Token);
    }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Lines Output { get; } = new();

    public Lines Error { get; } = new();

    public Task<int> Exit { get; }

    /// <summary>All that anybody got to see.</summary>
    public string Everything => $"{Output}{Error}";

    public static Run Start(params string[] arguments) => new(arguments, new());

    public static Run StartInColors(params string[] arguments) => new(arguments, new() { HasColors = true });

    /// <summary>A command that ends by itself.</summary>
    public static Task<Run> ToEndAsync(params string[] arguments) => ToEndAsync(new Surroundings(), arguments);

    /// <inheritdoc cref="ToEndAsync(string[])"/>
    public static Task<Run> ToEndAsync(Dictionary<string, string> environment, params string[] arguments)
        => ToEndAsync(new Surroundings { Environment = environment }, arguments);

    /// <inheritdoc cref="ToEndAsync(string[])"/>
    public static async Task<Run> ToEndAsync(Surroundings surroundings, params string[] arguments)
    {
        var run = new Run(arguments, surroundings);
        await run.Exit;
        return run;
    }

    /// <summary>What Ctrl+C does.</summary>
    public Task<int> StopAsync()
    {
        _stop.Cancel();
        return Exit;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }
}
