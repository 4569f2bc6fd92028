using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Reflection;
using LoopsMapping.Tool.Checks;
using LoopsMapping.Tool.CommandLine;
using LoopsMapping.Tool.Keys;
using LoopsMapping.Tool.Mappings;
using LoopsMapping.Tool.Outbox;
using LoopsMapping.Tool.Schema;
using LoopsMapping.Tool.Sending;
using LoopsMapping.Tool.Serving;

namespace LoopsMapping.Tool;

/// <summary>The command line as a function: arguments in, exit code out.</summary>
internal static class LoopsTool
{
    public const string Name = "loops-mapping";

    // An argument that begins with @ is text, not the name of a file with more arguments.
    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null };

    private static string Version
        => typeof(LoopsTool).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, ToolConsole console, CancellationToken cancellationToken)
    {
        var parsed = CreateRoot(console).Parse(arguments, Parser);
        if (parsed.Action is ParseErrorAction)
            return UsageErrors.Report(parsed, console.Error);
        try
        {
            return await parsed.InvokeAsync(CreateInvocation(console.Output, console.Error), cancellationToken);
        }
        catch (ToolException exception)
        {
            await console.Error.WriteLineAsync(exception.Message);
            return exception.ExitCode;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
    }

    /// <summary>Signals are the caller's, and what nobody foresaw keeps its stack trace.</summary>
    public static InvocationConfiguration CreateInvocation(TextWriter output, TextWriter error)
        => new() { Output = output, Error = error, ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };

    private static RootCommand CreateRoot(ToolConsole console)
    {
        var root = new RootCommand("A Loops on your own machine, what your account has for the compiler, and a look into your outbox. Not made by Loops, whose own command line is called loops.")
        {
            ServeCommand.Create(console),
            KeyCommands.Create(console),
            PullCommand.Create(console),
            CheckCommand.Create(console),
            PushCommand.Create(console),
            MappingsCommand.Create(console),
            SendCommand.Create(console),
            OutboxCommands.Create(console),
        };
        root.SetAction(static parsed => CommandHelp.Show(parsed));
        foreach (var option in root.Options)
        {
            if (option is HelpOption)
                option.Action = new CommandHelp((HelpAction)option.Action!);
            else if (option is VersionOption)
                option.Action = new VersionAction(Version);
        }
        return root;
    }

    private sealed class VersionAction(string version) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(version);
            return ExitCode.Success;
        }
    }
}
