using System.Globalization;
using LoopsMapping.Generator.Tests.Robustness;
using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Tests.Rules;

/// <summary>LOOPS016: a key that is a constant of the source.</summary>
public sealed class ApiKeyRuleTests
{
    [Theory]
    [InlineData("options.ApiKey = {|LOOPS016:\"k1\"|};")]
    [InlineData("options.ApiKey ??= {|LOOPS016:\"k1\"|};")]
    [InlineData("options.ApiKey = {|LOOPS016:Key|};")]
    [InlineData("options.ApiKey = {|LOOPS016:\"k\" + \"1\"|};")]
    [InlineData("options.ApiKey = {|LOOPS016:$\"{Key}1\"|};")]
    [InlineData("options.ApiKey = ({|LOOPS016:\"k1\"|});")]
    [InlineData("options.ApiKey = {|LOOPS016:nameof(Key)|};")]
    [InlineData("const string key = \"k1\"; options.ApiKey = {|LOOPS016:key|};")]
    [InlineData("options.ApiKey = new LoopsOptions().ApiKey = {|LOOPS016:\"k1\"|};")]
    [InlineData("_ = new LoopsOptions { ApiKey = {|LOOPS016:\"k1\"|} };")]
    [InlineData("LoopsOptions other = new() { ApiKey = {|LOOPS016:\"k1\"|}, MaxAttempts = 1 };")]
    [InlineData("Configure(o => o.ApiKey = {|LOOPS016:\"k1\"|});")]
    [InlineData("Configure(static o => { o.ApiKey = {|LOOPS016:\"k1\"|}; });")]
    [InlineData("options!.ApiKey = {|LOOPS016:\"k1\"|};")]
    public Task A_key_that_is_set_on_the_options_is_reported(string statement) => Rule.ReportsAsync(Program(statement));

    [Theory]
    [InlineData("configuration[\"Loops:ApiKey\"] = {|LOOPS016:\"k1\"|};")]
    [InlineData("configuration[\"loops:apikey\"] = {|LOOPS016:Key|};")]
    [InlineData("configuration[\"Loops:Shop:ApiKey\"] = {|LOOPS016:\"k1\"|};")]
    [InlineData("configuration[Name] ??= {|LOOPS016:\"k1\"|};")]
    [InlineData("_ = new Dictionary<string, string?> { [\"Loops:ApiKey\"] = {|LOOPS016:\"k1\"|} };")]
    [InlineData("_ = new Dictionary<string, string?> { { \"Loops:ApiKey\", {|LOOPS016:\"k1\"|} } };")]
    [InlineData("_ = new Dictionary<string, object> { [\"Loops:ApiKey\"] = {|LOOPS016:\"k1\"|} };")]
    [InlineData("_ = new System.Collections.Specialized.NameValueCollection { { \"Loops__ApiKey\", {|LOOPS016:\"k1\"|} } };")]
    [InlineData("new Dictionary<string, string>().Add(\"Loops__ApiKey\", {|LOOPS016:\"k1\"|});")]
    [InlineData("new Dictionary<string, string>().Add(value: {|LOOPS016:\"k1\"|}, key: \"Loops__ApiKey\");")]
    [InlineData("new Dictionary<string, string>().TryAdd(\"Loops:ApiKey\", {|LOOPS016:\"k1\"|});")]
    [InlineData("((IDictionary<string, string>)new Dictionary<string, string>()).TryAdd(\"Loops:ApiKey\", {|LOOPS016:\"k1\"|});")]
    [InlineData("((System.Collections.IDictionary)new Dictionary<string, string>()).Add(\"Loops:ApiKey\", {|LOOPS016:\"k1\"|});")]
    [InlineData("KeyValuePair<string, string?>[] pairs = [new(\"Loops:ApiKey\", {|LOOPS016:\"k1\"|})];")]
    [InlineData("_ = new List<KeyValuePair<string, string>> { new KeyValuePair<string, string>(\"Loops:ApiKey\", {|LOOPS016:\"k1\"|}) };")]
    [InlineData("_ = KeyValuePair.Create(\"Loops:ApiKey\", {|LOOPS016:\"k1\"|});")]
    [InlineData("Environment.SetEnvironmentVariable(\"Loops__ApiKey\", {|LOOPS016:\"k1\"|});")]
    [InlineData("Environment.SetEnvironmentVariable(\"LOOPS__APIKEY\", {|LOOPS016:\"k1\"|}, EnvironmentVariableTarget.Process);")]
    public Task A_key_that_is_put_into_configuration_is_reported(string statement) => Rule.ReportsAsync(Program(statement));

    [Theory]
    [InlineData("options.ApiKey = null;")]
    [InlineData("options.ApiKey = \"\";")]
    [InlineData("options.ApiKey = \" \\t\";")]
    [InlineData("options.ApiKey = string.Empty;")]
    [InlineData("options.ApiKey = default;")]
    [InlineData("options.ApiKey = Environment.GetEnvironmentVariable(\"LOOPS_KEY\");")]
    [InlineData("options.ApiKey = configuration[\"Loops:ApiKey\"];")]
    [InlineData("options.ApiKey = $\"{configuration[\"Key\"]}\";")]
    [InlineData("if (options is { ApiKey: \"k1\" } || options.ApiKey == \"k1\") { }")]
    [InlineData("_ = new Own { ApiKey = \"k1\" };")]
    [InlineData("configuration[\"Loops:ApiKey\"] = null;")]
    [InlineData("configuration[\"Loops:ApiKey\"] = \"\";")]
    [InlineData("configuration[\"Loops:ApiKey\"] = configuration[\"Other\"];")]
    [InlineData("configuration[\"Loops:Mode\"] = \"Log\";")]
    [InlineData("configuration[\"ApiKey\"] = \"k1\";")]
    [InlineData("configuration[\"Stripe:ApiKey\"] = \"k1\";")]
    [InlineData("configuration[\"Mail:Loops:ApiKey\"] = \"k1\";")]
    [InlineData("configuration[\"Loops:ApiKeyName\"] = \"k1\";")]
    [InlineData("configuration[configuration[\"Name\"]!] = \"k1\";")]
    [InlineData("_ = new Dictionary<string, int> { [\"Loops:ApiKey\"] = 1 };")]
    [InlineData("_ = new Dictionary<int, string> { [1] = \"Loops:ApiKey\" };")]
    [InlineData("new Own().Add(\"Loops:ApiKey\", \"The key of the team.\");")]
    [InlineData("new Own().Set(\"Loops:ApiKey\", \"k1\");")]
    [InlineData("_ = Environment.GetEnvironmentVariable(\"Loops__ApiKey\");")]
    [InlineData("Environment.SetEnvironmentVariable(\"Loops__ApiKey\", null);")]
    [InlineData("string[] names = [\"Loops:ApiKey\", \"k1\"]; _ = (\"Loops:ApiKey\", \"k1\");")]
    public Task What_is_no_key_or_comes_from_elsewhere_is_not(string statement) => Rule.ReportsAsync(Program(statement));

    [Fact]
    public Task A_field_and_a_default_of_a_class_are_looked_at_too() => Rule.ReportsAsync(
        """
        using System.Collections.Generic;
        using LoopsMapping;
        public static class Settings
        {
            private static readonly LoopsOptions Options = new() { ApiKey = {|LOOPS016:"k1"|} };
            public static Dictionary<string, string> Values { get; } = new() { ["Loops:ApiKey"] = {|LOOPS016:"k1"|} };
            public static LoopsOptions Of(LoopsOptions? options = null) => options ?? Options;
        }
        """);

    [Fact]
    public async Task The_message_says_where_to_put_the_key_and_does_not_show_it()
    {
        var said = Assert.Single(await RulePage.DiagnoseAsync(
            """
            public static class Startup
            {
                public static LoopsMapping.LoopsOptions Options => new() { ApiKey = "b2f1c7" };
            }
            """));

        Assert.Equal(DiagnosticSeverity.Warning, said.Severity);
        Assert.Contains("dotnet user-secrets set Loops:ApiKey <key>", said.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains("Loops__ApiKey", said.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.DoesNotContain("b2f1c7", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_without_LoopsMapping_hears_nothing()
    {
        var project = new UserProject("public static class Startup { public static void Run() => System.Environment.SetEnvironmentVariable(\"Loops__ApiKey\", \"k1\"); }")
        {
            References = References.Runtime,
        };

        Assert.Empty(await project.GenerateBroken().AnalyzeAsync());
    }

    private static string Program(string statement) => $$"""
        using System;
        using System.Collections.Generic;
        using LoopsMapping;
        using Microsoft.Extensions.Configuration;
        public sealed class Own
        {
            public string? ApiKey { get; set; }
            public void Add(string name, string description) { }
            public void Set(string name, string value) { }
        }
        public static class Startup
        {
            private const string Key = "k1";
            private const string Name = "Loops:ApiKey";
            public static void Configure(Action<LoopsOptions> configure) => configure(new LoopsOptions { ApiKey = Environment.GetEnvironmentVariable(Name + Key) });
            public static void Run(LoopsOptions options, IConfiguration configuration)
            {
                {{statement}}
            }
        }
        """;
}
