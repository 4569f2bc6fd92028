using System.Text.RegularExpressions;

namespace LoopsMapping.Generator.Tests.Docs;

/// <summary>One call of an example and what the page says comes of it.</summary>
/// <param name="Call">The call on the client: <c>IdentifyAsync(new User("adam@loops.so"))</c>.</param>
internal abstract record ExampleStep(int Line, string Call);

internal sealed record SendStep(int Line, string Call, string Method, string Path, string? IdempotencyKey, string Json) : ExampleStep(Line, Call);

internal sealed record ThrowStep(int Line, string Call, string Exception, string Message) : ExampleStep(Line, Call);

/// <summary>Classes, calls, and what the page says is sent.</summary>
internal sealed record Example(string Section, int Line)
{
    /// <summary>Classes of referenced projects, by the project's name.</summary>
    public Dictionary<string, string> Projects { get; } = [];

    public string? Classes { get; set; }

    public List<ExampleStep> Steps { get; } = [];

    /// <summary>How visible the page says each generated overload is, by <c>AppLoops.IdentifyAsync(User)</c>.</summary>
    public List<(string Overload, string Visibility)> Overloads { get; } = [];

    public bool IsAnswered => Steps.Count > 0 || Overloads.Count > 0;
}

/// <summary>
/// Finds the examples of a page. An example is a <c>csharp</c> block with classes, then, as often as there are calls, a <c>csharp</c> block
/// with the call and a <c>json</c> block under a line such as <c>`PUT contacts/update`</c>, or a <c>text</c> block under a line that names the
/// exception. A block that begins with <c>// Name.csproj</c> holds classes of a project that the example references. Everything
/// else that looks like code is refused, so that no code on the page is unchecked.
/// </summary>
internal sealed partial class ExampleReader
{
    private const string Client = "await loops.";

    /// <summary>Blocks that are no C# and claim nothing about a request.</summary>
    private static readonly HashSet<string> Unchecked = ["xml", "ini"];

    private readonly List<Example> _examples = [];
    private Example? _current;
    private PageBlock? _call;

    public static IReadOnlyList<Example> Read(MarkdownPage page)
    {
        var reader = new ExampleReader();
        foreach (var part in page.Parts)
            reader.Add(part);
        reader.Finish();
        return reader._examples;
    }

    private void Add(PagePart part)
    {
        if (_current is not null && _current.Section != part.Section)
            Finish();
        switch (part)
        {
            case PageBlock { Language: "csharp" } block when block.Code.StartsWith(Client, StringComparison.Ordinal):
                Demand(_current?.Classes is not null && _call is null, block, "a call needs classes before it and an answer after it");
                Demand(block.Code.EndsWith(';'), block, "a call is one statement");
                _call = block;
                break;
            case PageBlock { Language: "csharp" } block:
                AddClasses(block);
                break;
            case PageBlock { Language: "json" } block:
                var request = Request().Match(block.Lead);
                Demand(request.Success, block, "the line above a request's body says `PUT contacts/update`");
                var key = request.Groups["key"];
                Answer(block, call => new SendStep(block.Line, call, request.Groups["method"].Value, request.Groups["path"].Value, key.Success ? key.Value : null, block.Code));
                break;
            case PageBlock { Language: "text" } block:
                var exception = Exception().Match(block.Lead);
                Demand(exception.Success, block, "the line above a message names the exception");
                Answer(block, call => new ThrowStep(block.Line, call, exception.Groups[1].Value, block.Code));
                break;
            case PageBlock block:
                Demand(Unchecked.Contains(block.Language), block, $"no test knows the language '{block.Language}'");
                break;
            case PageTable { Header: ["Overload", "Visibility"] } table:
                Demand(_current?.Classes is not null, table, "overloads need classes before them");
                _current!.Overloads.AddRange(table.Rows.Select(static row => (row[0].Trim('`'), row[1].Trim('`'))));
                break;
        }
    }

    private void AddClasses(PageBlock block)
    {
        if (_current?.Classes is not null)
            Finish();
        if (_current is null)
            _examples.Add(_current = new(block.Section, block.Line));

        if (Project().Match(block.Code) is { Success: true } project)
            _current.Projects.Add(project.Groups[1].Value, block.Code);
        else
            _current.Classes = block.Code;
    }

    private void Answer(PageBlock block, Func<string, ExampleStep> step)
    {
        Demand(_call is not null, block, "an answer needs a call before it");
        _current!.Steps.Add(step(_call!.Code[Client.Length..^1]));
        _call = null;
    }

    private void Finish()
    {
        Assert.True(_call is null, $"Line {_call?.Line}: nothing says what comes of the call.");
        Assert.True(_current is null or { Classes: not null, IsAnswered: true }, $"Line {_current?.Line}: nothing says what is sent of the classes.");
        _current = null;
    }

    private static void Demand(bool condition, PagePart part, string otherwise) => Assert.True(condition, $"Line {part.Line}: {otherwise}.");

    [GeneratedRegex("^`(?<method>[A-Z]+) (?<path>[a-z/]+)`(?: with `Idempotency-Key: (?<key>[^`]+)`)?$")]
    private static partial Regex Request();

    [GeneratedRegex(@"`(\w+Exception)`")]
    private static partial Regex Exception();

    [GeneratedRegex(@"^// (\w+)\.csproj")]
    private static partial Regex Project();
}
