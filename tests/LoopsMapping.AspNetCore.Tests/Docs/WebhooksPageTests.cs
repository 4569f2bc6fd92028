using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LoopsMapping.AspNetCore.Tests.Docs;

/// <summary>docs/webhooks.md compiles, and its table of events is the records.</summary>
public sealed partial class WebhooksPageTests
{
    /// <summary>What the page assumes: the implicit usings of the Web SDK, and an application of one's own.</summary>
    private const string Assumed = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        global using LoopsMapping;
        global using static Application;

        public static class Application
        {
            public static WebApplication app => WebApplication.Create();
        }

        public sealed record Vault(string LoopsWebhookSecret);

        public sealed class Users
        {
            public Task OptOutAsync(string email, CancellationToken cancellationToken) => Task.CompletedTask;
            public Task MarkUndeliverableAsync(string email, CancellationToken cancellationToken) => Task.CompletedTask;
            public Task ForgetAsync(string email, CancellationToken cancellationToken) => Task.CompletedTask;
        }
        """;

    private static readonly string Page = Read("docs", "webhooks.md");

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(static path => MetadataReference.CreateFromFile(path))];

    public static TheoryData<int, string> Blocks => [.. Block().Matches(Page).Select(static block => (Page[..block.Index].Count(static character => character == '\n') + 1, block.Groups["code"].Value))];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void The_code_of_the_page_compiles_without_a_warning(int line, string code)
    {
        var isProgram = !code.Contains("public ", StringComparison.Ordinal);
        var compilation = CSharpCompilation.Create(
            "Page",
            new[] { Assumed, code }.Select(static source => CSharpSyntaxTree.ParseText(source, cancellationToken: TestContext.Current.CancellationToken)),
            References,
            new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

        using var image = new MemoryStream();
        var emitted = compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken);

        var found = emitted.Diagnostics.Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        Assert.True(emitted.Success && !found.Any(), $"Line {line}: {string.Join('\n', found)}");
    }

    [Fact]
    public void No_block_is_unchecked()
    {
        var languages = Fence().Matches(Page).Select(static fence => fence.Groups[1].Value).Where((_, i) => i % 2 == 0);

        Assert.Equal(Blocks.Count, languages.Count(static language => language == "csharp"));
        Assert.All(languages, static language => Assert.Contains(language, new[] { "csharp", "ini", "" }));
    }

    [Fact]
    public void The_table_of_events_has_every_record_with_its_members()
    {
        var documented = Row().Matches(Page).Select(static row => $"{row.Groups["event"].Value} {row.Groups["record"].Value}: {string.Join(' ', Code().Matches(row.Groups["more"].Value).Select(static member => member.Groups[1].Value).Order(StringComparer.Ordinal))}");
        var common = typeof(LoopsWebhook).GetProperties().Select(static property => property.Name);
        var actual = typeof(LoopsWebhook).Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(LoopsWebhook)) && !type.IsAbstract)
            .Select(type => $"{((LoopsWebhook)Activator.CreateInstance(type)!).EventName} {type.Name}: {string.Join(' ', type.GetProperties().Select(static property => property.Name).Except(common).Order(StringComparer.Ordinal))}");

        Assert.Equal(actual.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Links_lead_somewhere()
    {
        var anchors = Heading().Matches(Page).Select(static heading => Punctuation().Replace(heading.Groups[1].Value, "").Replace(' ', '-').ToLowerInvariant()).ToList();

        Assert.All(Link().Matches(Page), link => Assert.Contains(link.Groups[1].Value, anchors));
    }

    private static string Read(params string[] path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LoopsMapping.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No folder above the tests holds LoopsMapping.sln.");
        return File.ReadAllText(Path.Combine([folder.FullName, .. path])).ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^\s*```(\w*)", RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\| `(?<event>[\w.]+)` \| `(?<record>\w+)` \|(?<more>.*)\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\(#([^)]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();
}
