using System.Text;
using LoopsMapping.CodeFixes;
using LoopsMapping.Generator.Schema;
using LoopsMapping.Generator.Tests.Robustness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LoopsMapping.Generator.Tests.Schema;

/// <summary>What a fix changes in a schema file, and that it changes nothing else.</summary>
public sealed class SchemaEditTests
{
    [Theory]
    [InlineData("{\"events\":[{\"name\":\"A\"},{\"name\":\"C\"}]}", "{\"events\":[{\"name\":\"A\"},NEW, {\"name\":\"C\"}]}")]
    [InlineData("{\"events\":[{\"name\":\"A\"}]}", "{\"events\":[{\"name\":\"A\"}, NEW]}")]
    [InlineData("{\"events\":[ ]}", "{\"events\":[NEW]}")]
    [InlineData("{\n  \"events\": []\n}", "{\n  \"events\": [\n    NEW\n  ]\n}")]
    [InlineData("{\r\n\t\"events\": [\r\n\t]\r\n}", "{\r\n\t\"events\": [\r\n\t\tNEW\r\n\t]\r\n}")]
    [InlineData("{\r\n\t\"events\": [\r\n\t\t{ \"name\": \"C\" }\r\n\t]\r\n}", "{\r\n\t\"events\": [\r\n\t\tNEW,\r\n\t\t{ \"name\": \"C\" }\r\n\t]\r\n}")]
    [InlineData("{\n \"events\": [\n   { \"name\": \"A\" }\n ]\n}", "{\n \"events\": [\n   { \"name\": \"A\" },\n   NEW\n ]\n}")]
    [InlineData("{\n \"events\": [\n   { \"name\": \"Z\" },\n   { \"name\": \"A\" }\n ]\n}", "{\n \"events\": [\n   { \"name\": \"Z\" },\n   { \"name\": \"A\" },\n   NEW\n ]\n}")]
    [InlineData("{\"events\":[{\"name\":\"\\u0042\"}]}", "{\"events\":[{\"name\":\"\\u0042\"}]}")]
    [InlineData("{\"events\":null}", "{\"events\":null}")]
    [InlineData("{}", "{}")]
    [InlineData("{\"events\":[}", "{\"events\":[}")]
    [InlineData("", "")]
    public void An_entry_is_added_where_and_as_its_neighbours_stand(string before, string after)
        => Assert.Equal(after, new SchemaEdit(SchemaSections.Events, null, "B").Add(before, "NEW"));

    [Theory]
    [InlineData("Signed Out", "plan", "\"Signed Out\", \"properties\": [NEW] }")]
    [InlineData("User Registered", "a", "\"properties\": [NEW, { \"key\": \"plan\"")]
    [InlineData("User Registered", "z", "{ \"key\": \"seats\", \"type\": \"number\" }, NEW] }")]
    public void A_property_is_added_in_the_line_of_its_event(string eventName, string key, string expected)
    {
        var edited = new SchemaEdit(SchemaSections.Events, eventName, key).Add(SchemaExample.Text, "NEW");

        Assert.Contains(expected, edited, StringComparison.Ordinal);
        Assert.Equal(SchemaExample.Text.Count(static c => c == '\n'), edited.Count(static c => c == '\n'));
    }

    [Fact]
    public void A_type_is_set_in_its_place() => Assert.Equal(
        SchemaExample.Text.Replace("\"Renews at\", \"type\": \"date\"", "\"Renews at\", \"type\": \"string\"", StringComparison.Ordinal),
        new SchemaEdit(SchemaSections.ContactProperties, null, "renewsAt").SetType(SchemaExample.Text, "string"));

    [Fact]
    public void Whatever_is_added_to_whatever_file_it_can_be_read_afterwards()
    {
        var random = new Random(5);
        for (var i = 0; i < 300; i++)
        {
            var text = SchemaExample.Text;
            for (var lines = random.Next(12); lines > 0; lines--)
                text = random.Next(2) == 0 ? text.Replace(",\n    {", ",{", StringComparison.Ordinal) : text.Replace("\n  ", "\r\n\t", StringComparison.Ordinal);
            var name = new string((char)random.Next('A', 'z'), random.Next(1, 4));
            var edited = new SchemaEdit(SchemaSections.Events, null, name).Add(text, $"{{ \"name\": {System.Text.Json.JsonSerializer.Serialize(name)} }}");

            Assert.True(SchemaReader.Read(SourceText.From(edited), TestContext.Current.CancellationToken).Schema?.Events?.Contains(name), edited);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(nameof(UnknownNameFix))]
    public async Task All_at_once_every_name_gets_its_first_offer_in_code_and_file(string? key)
    {
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject("App", LanguageNames.CSharp)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable))
            .AddMetadataReferences(References.All);
        var file = project.AddAdditionalDocument("loops.schema.json", SourceText.From(SchemaExample.Text, Encoding.UTF8), filePath: "/repo/loops.schema.json");
        var document = file.Project.AddDocument("App.cs", """
            using LoopsMapping;
            [LoopsContact] public sealed record User(string Email, string Planet, string FavouriteColor);
            [LoopsContact] public sealed record Admin(string Email, string Planet, string Colour);
            """);
        var found = new Found(await DiagnoseAsync(document.Project));

        var context = new FixAllContext(document, new UnknownNameFix(), FixAllScope.Solution, key!, ["LOOPS030"], found, TestContext.Current.CancellationToken);
        var action = await new UnknownNameFix().GetFixAllProvider().GetFixAsync(context);
        var solution = Assert.IsType<ApplyChangesOperation>(Assert.Single(await action!.GetOperationsAsync(TestContext.Current.CancellationToken))).ChangedSolution;

        Assert.Contains("[LoopsProperty(\"favoriteColor\")] string FavouriteColor", (await solution.GetDocument(document.Id)!.GetTextAsync(TestContext.Current.CancellationToken)).ToString(), StringComparison.Ordinal);
        var schema = SchemaReader.Read(await solution.GetAdditionalDocument(file.Id)!.GetTextAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken).Schema!;
        Assert.Equal(["colour", "planet"], schema.ContactProperties!.All.Select(static entry => entry.Key).Except(JsonNames(SchemaExample.Text)).Order(StringComparer.Ordinal));
        Assert.Empty(await DiagnoseAsync(solution.GetProject(document.Project.Id)!));
    }

    private static IEnumerable<string> JsonNames(string text)
        => SchemaReader.Read(SourceText.From(text), TestContext.Current.CancellationToken).Schema!.ContactProperties!.All.Select(static entry => entry.Key);

    private static async Task<IReadOnlyList<Diagnostic>> DiagnoseAsync(Project project)
    {
        var compilation = await project.GetCompilationAsync(TestContext.Current.CancellationToken);
        return await compilation!.WithAnalyzers(UserProject.Analyzers, project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Found(IReadOnlyList<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
