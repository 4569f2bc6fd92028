using System.Text.RegularExpressions;

namespace LoopsMapping.Generator.Tests.Docs;

/// <summary>README.md shows two classes, two calls and what arrives.</summary>
public sealed partial class ReadmeTests
{
    // The readme's calls begin where somebody has a user already.
    private const string User = """
        global using static Readme;
        public static class Readme
        {
            public static User user => new("test-user-a5h7xb", "adam@loops.so", "Adam", "blue", 42);
        }
        """;

    [Fact]
    public void The_calls_of_the_readme_send_the_requests_it_shows()
    {
        var page = MarkdownPage.Read("README.md");
        var code = page.Blocks.Where(static block => block.Language == "csharp").Take(2).ToList();
        var calls = Call().Matches(code[1].Code);
        var requests = Request().Matches(page.Blocks.First(static block => block.Code.StartsWith("PUT ", StringComparison.Ordinal)).Code);
        Assert.Equal((2, 2), (calls.Count, requests.Count));

        foreach (var (call, shown) in calls.Zip(requests))
        {
            var sent = ExampleRun.Send(call.Groups[1].Value, code[0].Code, User);

            Assert.Equal((shown.Groups["method"].Value, shown.Groups["path"].Value), (sent.Method, sent.Path));
            ExampleRun.SameJson(shown.Groups["body"].Value, sent.Body, "README.md");
            Assert.Equal(sent.IdempotencyKey is not null, shown.Groups["key"].Success);
            if (shown.Groups["key"] is { Success: true, Value: var key })
                Assert.Equal(7, Guid.Parse(key).Version);
        }
    }

    [GeneratedRegex(@"^await loops\.(.+);", RegexOptions.Multiline)]
    private static partial Regex Call();

    [GeneratedRegex(@"^(?<method>[A-Z]+) /api/v1/(?<path>\S+)\n(?:Idempotency-Key: (?<key>.+)\n)?(?<body>\{.+\})$", RegexOptions.Multiline)]
    private static partial Regex Request();
}
