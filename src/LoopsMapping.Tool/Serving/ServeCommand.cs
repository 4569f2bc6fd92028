using System.CommandLine;
using System.Net.Sockets;
using LoopsMapping.Testing;
using LoopsMapping.Tool.CommandLine;

namespace LoopsMapping.Tool.Serving;

/// <summary><c>serve</c>: the local Loops as a process.</summary>
internal static class ServeCommand
{
    private const int DefaultPort = 5090;

    public static Command Create(ToolConsole console)
    {
        var port = new Option<int>("--port")
        {
            Description = "The port on 127.0.0.1; 0 takes a free one.",
            HelpName = "N",
            DefaultValueFactory = static _ => DefaultPort,
            CustomParser = static result =>
            {
                if (int.TryParse(result.Tokens[0].Value, out var number) && number is >= 0 and <= 65535)
                    return number;
                result.AddError("--port takes a number from 0 to 65535.");
                return 0;
            },
        };
        var apiKey = new Option<string?>("--api-key") { Description = "The one key to accept. Without it any key is accepted.", HelpName = "KEY" };
        apiKey.Validators.Add(static result =>
        {
            if (result.Tokens is [var key] && string.IsNullOrWhiteSpace(key.Value))
                result.AddError("--api-key must not be blank.");
        });
        var journal = new Option<string?>("--journal")
        {
            Description = "A file that keeps what arrived for the next start. It holds e-mail addresses, and no key.",
            HelpName = "FILE",
        };
        journal.Validators.Add(static result =>
        {
            if (result.Tokens is [var path] && string.IsNullOrWhiteSpace(path.Value))
                result.AddError("--journal must not be blank.");
        });
        var json = new Option<bool>("--json") { Description = "Print one JSON object a line: the start, then each request." };
        var command = new ToolCommand("serve", "Run a local Loops that answers like Loops, mails nobody and shows what arrives.")
        {
            Notes =
            [
                "Give your app the Loops:BaseAddress that it prints, and any API key. What arrived is kept in memory",
                "until Ctrl+C, or in a file with --journal, and shown on the pages /audience and /events.",
            ],
            Examples =
            [
                ($"{LoopsTool.Name} serve", $"On port {DefaultPort}, for any API key."),
                ($"{LoopsTool.Name} serve --port 5091 --api-key local-key", "Refuses every other key, as Loops does."),
                ($"{LoopsTool.Name} serve --journal loops.jsonl", "Goes on tomorrow with what it has today."),
                ($"{LoopsTool.Name} serve --json", "For a script: each request as a JSON object."),
            ],
        };
        command.Add(port);
        command.Add(apiKey);
        command.Add(journal);
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            IServeView view = parsed.GetValue(json) ? new JsonView(console.Output) : new TerminalView(console);
            LoopsServerOptions options = new()
            {
                Port = parsed.GetValue(port),
                ApiKey = parsed.GetValue(apiKey),
                JournalPath = parsed.GetValue(journal),
                OnRequest = request => view.Received(RequestSummary.Of(request)),
            };
            await RunAsync(options, view, cancellationToken);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task RunAsync(LoopsServerOptions options, IServeView view, CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(stopped.SetResult);
        await using var server = await StartAsync(options);
        view.Started(server, options);
        await stopped.Task;
        await server.DisposeAsync();
        view.Stopped(server);
    }

    private static async Task<LoopsServer> StartAsync(LoopsServerOptions options)
    {
        try
        {
            return await LoopsServer.StartAsync(options);
        }
        catch (LoopsServerJournalException exception)
        {
            throw new ToolException(exception.Message);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            var reason = exception is IOException ? "is taken by another program" : $"cannot be used ({exception.Message})";
            throw new ToolException($"Port {options.Port} {reason}. Choose another one, or --port 0 for any free one.");
        }
    }
}
