using System.CommandLine;
using System.Text.Json;
using LoopsMapping.Tool.Account;
using LoopsMapping.Tool.CommandLine;
using LoopsMapping.Tool.Projects;

namespace LoopsMapping.Tool.Keys;

/// <summary><c>key test</c>: whose key it is, if Loops takes it at all.</summary>
internal static class KeyTestCommand
{
    public static Command Create(ToolConsole console)
    {
        var project = ProjectOption.Create($"A project, or its folder, whose user secrets hold {ApiKeySource.ConfigurationKey}.");
        var baseAddress = AccountOptions.CreateBaseAddress();
        var json = new Option<bool>("--json") { Description = "Print {\"teamName\":\"…\"} instead of a sentence." };
        var command = new ToolCommand("test", "Ask Loops whether it accepts the API key, and of which team it is.")
        {
            Notes =
            [
                .. AccountOptions.KeyNotes,
                "",
                $"Exit code: 0 accepted, 2 wrong command line, {ExitCode.OfLoops}.",
            ],
            Examples =
            [
                ($"{LoopsTool.Name} key test", $"The key in {ApiKeySource.Variable} or {ApiKeySource.ConfigurationVariable}, at Loops."),
                ($"{LoopsTool.Name} key test --project src/App", $"The key that \"dotnet user-secrets set {ApiKeySource.ConfigurationKey}\" stored for this project."),
                ($"{LoopsTool.Name} key test --base-address http://127.0.0.1:5090/api/v1/", $"At the local Loops of \"{LoopsTool.Name} serve\"."),
            ],
        };
        command.Add(project);
        command.Add(baseAddress);
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var source = ApiKeySource.Find(console, parsed.GetValue(project));
            var team = await new AccountConnection(source, parsed.GetValue(baseAddress), console, maxAttempts: 1).AskAsync(api => api.TestApiKeyAsync(cancellationToken));
            await console.Output.WriteLineAsync(parsed.GetValue(json)
                ? JsonSerializer.Serialize(new { teamName = team })
                : $"The key of {source.Place} is accepted. It is a key of the team {team}.");
            return ExitCode.Success;
        });
        return command;
    }
}
