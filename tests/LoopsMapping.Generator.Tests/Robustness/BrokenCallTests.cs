namespace LoopsMapping.Generator.Tests.Robustness;

/// <summary>Calls and settings as they stand while somebody types: no analyzer throws.</summary>
public sealed class BrokenCallTests
{
    [Theory]
    [InlineData("options.ApiKey = ;")]
    [InlineData("options.ApiKey = \"")]
    [InlineData("options.ApiKey = \"k1\" + missing;")]
    [InlineData("options.ApiKey = 7; options.ApiKey += \"k1\"; options.ApiKey = (string)(object)7;")]
    [InlineData("(options.ApiKey, options.Missing) = (\"k1\", \"k2\");")]
    [InlineData("options[\"Loops:ApiKey\"] = \"k1\"; options[] = \"k1\"; options[, ] = \"k1\";")]
    [InlineData("new LoopsOptions { ApiKey = , ApiKey };")]
    [InlineData("new Dictionary<string, string> { { \"Loops:ApiKey\" }, { \"Loops:ApiKey\", }, { , \"k1\" }, [] = \"k1\", [\"Loops:ApiKey\"] = };")]
    [InlineData("new Dictionary<string, string>().Add(); new Dictionary<string, string>().Add(\"Loops:ApiKey\"); new Dictionary<string>().Add(\"Loops:ApiKey\", \"k1\");")]
    [InlineData("new KeyValuePair<string, string>(); new KeyValuePair<string, string>(\"Loops:ApiKey\"); new KeyValuePair<,>(\"Loops:ApiKey\", \"k1\"); KeyValuePair.Create(\"Loops:ApiKey\");")]
    [InlineData("Environment.SetEnvironmentVariable(\"Loops:ApiKey\"); Environment.SetEnvironmentVariable(value: \"k1\"); Environment.SetEnvironmentVariable(key: \"Loops:ApiKey\", value: \"k1\");")]
    [InlineData("loops.")]
    [InlineData("loops.TrackAsync")]
    [InlineData("loops.TrackAsync(")]
    [InlineData("loops.TrackAsync(); loops.TrackAsync(missing); loops.TrackAsync(lead, lead, lead);")]
    [InlineData("loops?.; loops?.IdentifyAsync; loops?.IdentifyAsync(lead).; loops?.IdentifyAsync(lead)?.ConfigureAwait(false);")]
    [InlineData("(loops.IdentifyAsync(lead)); loops.IdentifyAsync(lead)!; loops.IdentifyAsync<int>(lead); loops.IdentifyAsync(lead) ? 1 : 2;")]
    [InlineData("loops.IdentifyAsync(lead).ConfigureAwait(); loops.IdentifyAsync(lead).ConfigureAwait;")]
    [InlineData("LoopsClient.IdentifyAsync(lead); AppLoops.IdentifyAsync(lead); IdentifyAsync(lead);")]
    [InlineData("Action a = => loops.IdentifyAsync(lead); Action b = x => loops.IdentifyAsync(lead); Missing(() => loops.IdentifyAsync(lead));")]
    [InlineData("await loops.IdentifyAsync(lead); yield loops.IdentifyAsync(lead); lock loops.IdentifyAsync(lead);")]
    [InlineData("} int _field = loops.IdentifyAsync(lead); loops.IdentifyAsync(lead); [Missing(loops.IdentifyAsync(lead))] void N() {")]
    public async Task No_analyzer_throws(string statements)
    {
        var project = new UserProject($$"""
            using System;
            using System.Collections.Generic;
            using LoopsMapping;
            namespace App;
            [LoopsContact] public sealed record Lead(string Email);
            [LoopsDestination] public partial class AppLoops;
            public static class Caller
            {
                public static void Run(AppLoops loops, Lead lead, LoopsOptions options)
                {
                    {{statements}}
                }
            }
            """) { Options = UserSettings.Lenient, CallsWhatIsGenerated = true }.GenerateBroken();

        await GeneratedProject.Findings(project.Compilation);
    }

    [Theory]
    [InlineData("class LoopsOptions; class LoopsClient;")]
    [InlineData("struct LoopsOptions { public int ApiKey; } interface LoopsClient { Task TrackAsync() => null!; }")]
    [InlineData("static class LoopsOptions { public static string ApiKey { set { } } } enum LoopsClient { TrackAsync }")]
    [InlineData("delegate string LoopsOptions(); class LoopsClient : LoopsClient { Task TrackAsync() { TrackAsync(); return null!; } }")]
    [InlineData("class LoopsOptions<T>; class LoopsClient { class Inner : LoopsClient { Task TrackAsync() { TrackAsync(); return null!; } } }")]
    public async Task Types_of_ours_that_the_user_declares_again_throw_nothing(string declarations)
    {
        var project = new UserProject($$"""
            using System.Threading.Tasks;
            namespace LoopsMapping { {{declarations}} }
            class Caller : LoopsMapping.LoopsClient { void Run() { LoopsMapping.LoopsOptions.ApiKey = "k1"; new LoopsMapping.LoopsOptions { ApiKey = "k1" }; TrackAsync(); } }
            """) { Options = UserSettings.Lenient }.GenerateBroken();

        await GeneratedProject.Findings(project.Compilation);
    }
}
