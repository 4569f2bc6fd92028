using System.CommandLine;
using LoopsMapping.Tool.Keys;
using LoopsMapping.Tool.Projects;

namespace LoopsMapping.Tool.Account;

/// <summary>The options by which commands find Loops and the project.</summary>
internal sealed class AccountOptions(ToolConsole console)
{
    /// <summary>Where the key is, for the notes of a command.</summary>
    public static IReadOnlyList<string> KeyNotes { get; } =
    [
        $"The key comes from the environment variable {ApiKeySource.Variable}, else {ApiKeySource.ConfigurationVariable}, else the user",
        "secrets of the project. It is no argument, so that it stays out of the shell's history, and never shown.",
    ];

    public Option<FileInfo?> Project { get; } = ProjectOption.Create("The project, or its folder; by default the one in the current folder.");

    public Option<Uri?> BaseAddress { get; } = CreateBaseAddress();

    public Option<bool> Json { get; } = new("--json") { Description = "Print one JSON object." };

    public static Option<Uri?> CreateBaseAddress() => new("--base-address")
    {
        Description = "Another Loops than app.loops.so, such as a local one.",
        HelpName = "URL",
        CustomParser = static result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "" })
                return address;
            result.AddError("--base-address takes an absolute http or https address, such as http://127.0.0.1:5090/api/v1/.");
            return null;
        },
    };

    /// <summary>The project that is meant; <see langword="null"/> when none is named and none is in the current folder.</summary>
    public FileInfo? FindProject(ParseResult parsed) => parsed.GetValue(Project) ?? ProjectSecrets.FindProject(console.Folder, out _);

    public AccountConnection Connect(ParseResult parsed)
        => new(ApiKeySource.Find(console, FindProject(parsed)), parsed.GetValue(BaseAddress), console);
}
