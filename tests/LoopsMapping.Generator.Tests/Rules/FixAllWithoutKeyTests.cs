using LoopsMapping.CodeFixes;
using LoopsMapping.Generator.Tests.Robustness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LoopsMapping.Generator.Tests.Rules;

/// <summary>
/// The way of <c>dotnet format analyzers</c>: rule after rule over the whole solution, and without an equivalence key where the analyzer's
/// first diagnostic belongs to another rule.
/// </summary>
public sealed class FixAllWithoutKeyTests
{
    private const string Mistakes = """
        using System.Threading.Tasks;
        using LoopsMapping;
        [LoopsContact]
        public sealed record User(string Name);
        [LoopsContact]
        public sealed record Person(int Id, string TeamId, int[] Scores, object? Extra, [LoopsMailingList] bool? News, [LoopsIgnore, LoopsProperty("a")] string Key, bool Subscribed, string Token);
        [LoopsEvent]
        public sealed record UserRegistered(string Plan);
        [LoopsEvent("Plan:Changed ")]
        public sealed record PlanChanged(string UserId);
        [LoopsDestination]
        public class AppLoops;
        public class Client(ILoopsDelivery delivery) : LoopsClient(delivery)
        {
            public Task SendAsync(string text) => Task.Delay(text.Length);
            public Task Twice() { SendAsync("a"); SendAsync("b"); return Task.CompletedTask; }
            public void Once() => SendAsync("c");
        }
        """;

    private const string Repaired = """
        using System.Threading.Tasks;
        using LoopsMapping;
        [LoopsContact]
        public sealed record User(string Name, string? Email = null);
        [LoopsContact]
        public sealed record Person([LoopsUserId] int Id, [LoopsIgnore] string TeamId, [LoopsIgnore] int[] Scores, [LoopsIgnore] object? Extra, [LoopsIgnore] bool? News, [LoopsIgnore] string Key, bool? Subscribed, [LoopsIgnore] string Token, string? Email = null);
        [LoopsEvent("User Registered")]
        public sealed record UserRegistered(string Plan, string? Email = null);
        [LoopsEvent("Plan Changed")]
        public sealed record PlanChanged(string UserId);
        [LoopsDestination]
        public partial class AppLoops;
        public class Client(ILoopsDelivery delivery) : LoopsClient(delivery)
        {
            public Task SendAsync(string text) => Task.Delay(text.Length);
            public async Task Twice() { await SendAsync("a"); await SendAsync("b"); }
            public void Once() => _ = SendAsync("c");
        }
        """;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rule_after_rule_every_mistake_is_repaired(bool fromDocument)
    {
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject("App", LanguageNames.CSharp)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable))
            .AddMetadataReferences(References.All);
        var document = project.AddDocument("App.cs", Mistakes);
        var solution = document.Project.Solution;

        foreach (var fix in new CodeFixProvider[] { new ReservedNameFix(), new AddIdentifierFix(), new NameEventFix(), new LeaveOutFix(), new ConflictFix(), new MakeNullableFix(), new MakePartialFix(), new DiscardResultFix() })
        {
            foreach (var id in fix.FixableDiagnosticIds)
                solution = await FixAllAsync(solution.GetDocument(document.Id)!, fix, id, fromDocument);
        }

        Assert.Equal(Repaired, (await solution.GetDocument(document.Id)!.GetTextAsync(TestContext.Current.CancellationToken)).ToString());
    }

    private static async Task<Solution> FixAllAsync(Document document, CodeFixProvider fix, string id, bool fromDocument)
    {
        var token = TestContext.Current.CancellationToken;
        var found = new Found(await DiagnoseAsync(document.Project));
        var context = fromDocument
            ? new FixAllContext(document, fix, FixAllScope.Solution, null!, [id], found, token)
            : new FixAllContext(document.Project, fix, FixAllScope.Project, null!, [id], found, token);
        var action = await fix.GetFixAllProvider()!.GetFixAsync(context);
        if (found.Diagnostics.All(diagnostic => diagnostic.Id != id))
            return document.Project.Solution;
        return Assert.IsType<ApplyChangesOperation>(Assert.Single(await action!.GetOperationsAsync(token))).ChangedSolution;
    }

    private static async Task<IReadOnlyList<Diagnostic>> DiagnoseAsync(Project project)
    {
        var compilation = await project.GetCompilationAsync(TestContext.Current.CancellationToken);
        return await compilation!.WithAnalyzers(UserProject.Analyzers).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Found(IReadOnlyList<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public IReadOnlyList<Diagnostic> Diagnostics => diagnostics;

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
            => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
