using System.Text;
using LoopsMapping.Generator.Schema;
using LoopsMapping.Generator.Tests.Robustness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace LoopsMapping.Generator.Tests.Schema;

/// <summary>Which schema file counts, and one that cannot be read.</summary>
public sealed class SchemaFileTests
{
    private const string Source = """
        [LoopsMapping.LoopsContact] public record User(string Email, string Planet);
        [LoopsMapping.LoopsEvent("X")] public record Happened(string Email);
        """;

    private const string Knows = """{ "version": 1, "contactProperties": [{ "key": "planet", "type": "string" }], "events": [{ "name": "X" }] }""";
    private const string KnowsNothing = """{ "version": 1, "contactProperties": [], "events": [] }""";

    [Theory]
    [InlineData("", 1, 1, "is empty")]
    [InlineData("\uFEFF  \n", 1, 1, "is empty")]
    [InlineData("[]", 1, 1, "is no JSON object")]
    [InlineData("null", 1, 1, "is no JSON object")]
    [InlineData("\"version\"", 1, 1, "is no JSON object")]
    [InlineData("{ \"version\": 1,\n  \"events\": [}", 2, 14, "is no JSON from here on")]
    [InlineData("{ \"version\": 1,\n  \"events\": [] } }", 2, 18, "is no JSON from here on")]
    [InlineData("{ \"version\": 1,\n  \"team\": \"A\n\" }", 2, 13, "is no JSON from here on")]
    [InlineData("{ \"version\": 1,\n  \"team\": \"A", 2, 13, "is no JSON from here on")]
    [InlineData("{ version: 1 }", 1, 3, "is no JSON from here on")]
    [InlineData("<<<<<<< HEAD\n{}", 1, 1, "is no JSON from here on")]
    [InlineData("{}", 1, 1, "does not say \"version\" 1")]
    [InlineData("{ \"version\": \"1\" }", 1, 14, "has a version that is no number")]
    [InlineData("{ \"version\": 0 }", 1, 14, "has a version that there never was")]
    [InlineData("{\n  \"version\": 2 }", 2, 14, "is of version 2, which is newer than this package knows: update LoopsMapping.")]
    [InlineData("{ \"version\": 1e3, \"events\": 5 }", 1, 14, "is of version 1000, which is newer")]
    [InlineData("{ \"version\": 1,\n  \"events\": {} }", 2, 13, "has something else than a list here")]
    [InlineData("{ \"version\": 1,\n  \"contactProperties\": [\n    { \"key\": \"a\" },\n    5 ] }", 4, 5, "has something else than an object here")]
    [InlineData("{ \"version\": 1,\n  \"mailingLists\": [\n    { \"id\": 5 } ] }", 3, 13, "has something else than text here")]
    [InlineData("{ \"version\": 1,\n  \"mailingLists\": [\n    { \"name\": \"a\" } ] }", 3, 5, "has an entry without a \"id\"")]
    [InlineData("{ \"version\": 1,\n  \"events\": [{ \"name\": \"a\", \"properties\": [{ \"key\": \"b\" }, null] }] }", 2, 60, "has something else than an object here")]
    [InlineData("\uFEFF{ \"version\": 1,\n  \"transactionalEmails\": [{ \"id\": \"a\", \"dataVariables\": [1] }] }", 2, 58, "has something else than text here")]
    public async Task A_file_that_cannot_be_read_is_one_message_at_its_place_and_nothing_else(string text, int line, int column, string reason)
    {
        var said = Assert.Single(await Drift.SaysAsync(text, Source));

        Assert.StartsWith($"/repo/loops.schema.json({line},{column}) LOOPS038 loops.schema.json {reason}", said, StringComparison.Ordinal);
        Assert.EndsWith(" Until then no name is checked against the account.", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"version\":1}")]
    [InlineData("\uFEFF{\"version\":1.0,\"later\":{\"a\":[[{}]]},\"$schema\":5,\"team\":null,\"a b\":1,\"item\":[1],\"__type\":\"x\"}")]
    [InlineData("{\"version\":1,\"events\":null,\"mailingLists\":null,\"contactProperties\":null,\"transactionalEmails\":null}")]
    [InlineData("{\"version\":1,\"team\":\"\\u0000\\ud800 \\ud83d\\ude00\\n\"}")]
    [InlineData("{\"version\":1,\"contactProperties\":[{\"later\":[],\"key\":\"planet\",\"label\":5,\"type\":null}],\"events\":[{\"name\":\"X\",\"name\":\"X\"},{\"name\":\"X\"}]}")]
    public async Task Members_that_are_not_known_and_values_on_which_nothing_depends_are_passed_over(string text) => Assert.Empty(await Drift.SaysAsync(text, Source));

    [Fact]
    public async Task Of_two_entries_with_one_name_the_first_counts() => Assert.Equal(
        ["Source0.cs(1,69) LOOPS031 'Planet' is sent as a string, and contact property 'planet' is a number in loops.schema.json: send a number, or another property"],
        await Drift.SaysAsync("""{ "version": 1, "contactProperties": [{ "key": "planet", "type": "number" }, { "key": "planet", "type": "string" }] }""",
            "[LoopsMapping.LoopsContact] public record User(string Email, string Planet);"));

    [Fact]
    public async Task Deep_and_huge_files_are_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 100_000));
        Assert.Contains("LOOPS038", Assert.Single(await Drift.SaysAsync($$"""{ "version": 1, "later": {{deep}}""", Source)), StringComparison.Ordinal);
        Assert.Contains("too deep", Assert.Single(await Drift.SaysAsync($$"""{ "version": 1, "later": {{deep}}{{deep.Replace('[', ']')}} }""", Source)), StringComparison.Ordinal);
        Assert.Contains("is larger than 16 MB", Assert.Single(await Drift.SaysAsync($$"""{ "version": 1, "team": "{{new string('a', 17 << 20)}}" }""", Source)), StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_at_all_makes_the_reader_throw()
    {
        var random = new Random(7);
        for (var i = 0; i < (Environment.GetEnvironmentVariable("LOOPS_TEST_SCALE") == "full" ? 50_000 : 1_500); i++)
        {
            var text = new StringBuilder(SchemaExample.Text);
            for (var edits = random.Next(1, 4); edits > 0; edits--)
            {
                var at = random.Next(text.Length);
                switch (random.Next(4))
                {
                    case 0:
                        text.Remove(at, random.Next(1, Math.Min(30, text.Length - at)));
                        break;
                    case 1:
                        text.Insert(at, "{}[],:\"\\0e-tfn\u0001\ud800é"[random.Next(17)]);
                        break;
                    case 2:
                        text[at] = "{}[],:\"\\0e-tfn\u0001\ud800é"[random.Next(17)];
                        break;
                    default:
                        text.Length = at + 1;
                        break;
                }
            }
            var source = SourceText.From(text.ToString());
            var (schema, problem) = SchemaReader.Read(source, TestContext.Current.CancellationToken);
            Assert.True((schema is null) != (problem is null));
            Assert.True(problem is null || problem.Place.End <= source.Length, text.ToString());
        }
    }

    [Fact]
    public async Task A_file_without_a_text_is_reported() => Assert.StartsWith(
        "/repo/loops.schema.json(1,1) LOOPS038 loops.schema.json cannot be opened", Assert.Single(await Drift.SaysAsync([new SchemaText(null)], Source)), StringComparison.Ordinal);

    [Theory]
    [InlineData("/repo/loops.schema.json", "/repo/src/loops.schema.json")]
    [InlineData("/repo/src/loops.schema.json", "/repo/loops.AppLoops.schema.json")]
    [InlineData(@"C:\repo\loops.schema.json", @"C:\repo\src\App\loops.schema.json")]
    public async Task The_nearest_file_counts_and_the_others_do_not(string one, string other)
    {
        var nearest = one.Length > other.Length || !other.Contains("src", StringComparison.Ordinal) ? one : other;
        var destination = "[LoopsMapping.LoopsDestination] public partial class AppLoops;";
        foreach (var (first, second) in new[] { (one, other), (other, one) })
        {
            Assert.Empty(await Drift.SaysAsync([new(first == nearest ? Knows : "broken", first), new(second == nearest ? Knows : "broken", second)], Source, destination));
            Assert.Equal(2, (await Drift.SaysAsync([new(first == nearest ? KnowsNothing : Knows, first), new(second == nearest ? KnowsNothing : Knows, second)], Source, destination)).Length);
        }
    }

    [Fact]
    public async Task A_destination_s_own_file_of_the_same_folder_goes_before_the_one_for_all()
    {
        SchemaText[] files = [new(Knows, "/repo/loops.schema.json"), new(KnowsNothing, "/repo/loops.SecondLoops.schema.json")];
        const string First = "[LoopsMapping.LoopsDestination(typeof(User))] public partial class FirstLoops;";
        const string Second = "[LoopsMapping.LoopsDestination(typeof(Happened))] public partial class SecondLoops;";

        Assert.Equal(["Source0.cs(2,26) LOOPS032 Event 'X' is not in loops.SecondLoops.schema.json: correct the name, or make the event in Loops and run 'loops-mapping pull'"],
            await Drift.SaysAsync(files, Source, First, Second));
        Assert.Empty(await Drift.SaysAsync(files, Source, First, Second.Replace("SecondLoops", "ThirdLoops", StringComparison.Ordinal)));
        Assert.Empty(await Drift.SaysAsync(files, Source));
    }

    [Fact]
    public async Task What_several_destinations_miss_is_one_message_and_what_one_of_them_misses_is_said()
    {
        SchemaText[] files = [new(KnowsNothing, "/repo/loops.FirstLoops.schema.json"), new(KnowsNothing, "/repo/loops.SecondLoops.schema.json"), new(Knows, "/repo/loops.ThirdLoops.schema.json")];

        var said = await Drift.SaysAsync(files, Source,
            "[LoopsMapping.LoopsDestination] public partial class FirstLoops; [LoopsMapping.LoopsDestination] public partial class SecondLoops; [LoopsMapping.LoopsDestination] public partial class ThirdLoops;");

        Assert.Equal(2, said.Length);
        Assert.All(said, static text => Assert.Contains("loops.FirstLoops.schema.json", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_class_of_another_project_is_compared_where_a_destination_names_it()
    {
        var domain = new UserProject(Source) { Name = "Domain", Options = UserSettings.Lenient }.Compile();
        foreach (var reference in new MetadataReference[] { domain.ToMetadataReference(), MetadataReference.CreateFromStream(Emit(domain)) })
        {
            var app = new UserProject("[LoopsMapping.LoopsDestination(typeof(User), typeof(Happened))] public partial class AppLoops;") { Options = UserSettings.Lenient, References = [.. References.All, reference] }.Compile();
            var found = await GeneratedProject.Findings(app, KnowsNothing);

            Assert.Equal(["LOOPS030 typeof(User)", "LOOPS032 typeof(Happened)"],
                found.Select(static finding => $"{finding.Id} {finding.Location.SourceTree!.GetRoot().FindNode(finding.Location.SourceSpan)}").Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void One_text_is_read_once_however_often_it_is_asked_for()
    {
        var file = new SchemaText(SchemaExample.Text);
        var token = TestContext.Current.CancellationToken;

        Assert.Same(AccountFile.Read(file, token).Schema, AccountFile.Read(file, token).Schema);
        Assert.NotSame(AccountFile.Read(file, token).Schema, AccountFile.Read(new SchemaText(SchemaExample.Text), token).Schema);
    }

    [Fact]
    public void The_generator_does_not_look_at_the_file()
    {
        var project = new UserProject(Source, UserProject.Destination) { Options = UserSettings.Lenient };
        var with = CSharpGeneratorDriver.Create([new LoopsGenerator().AsSourceGenerator()], [new SchemaText("broken")], project.ParseOptions)
            .RunGenerators(project.Compile(), TestContext.Current.CancellationToken).GetRunResult();

        Assert.Empty(with.Diagnostics);
        Assert.Equal(project.Generate().Result.GeneratedTrees.Select(static tree => tree.ToString()), with.GeneratedTrees.Select(static tree => tree.ToString()));
    }

    private static MemoryStream Emit(Compilation compilation)
    {
        var image = new MemoryStream();
        Assert.True(compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        image.Position = 0;
        return image;
    }
}
