namespace LoopsMapping.Generator.Tests.Docs;

/// <summary>Code on a page that nothing would check is a mistake of the page.</summary>
public sealed class ExampleReaderTests
{
    private const string Classes = """
        ## A section

        ```csharp
        [LoopsContact]
        public sealed record User(string Email);
        ```

        """;

    private const string Call = """

        ```csharp
        await loops.IdentifyAsync(new User("adam@loops.so"));
        ```

        """;

    private const string Body = """

        `PUT contacts/update`

        ```json
        {"email":"adam@loops.so"}
        ```

        """;

    private const string Message = """

        `LoopsValidationException`:

        ```text
        Why.
        ```

        """;

    [Fact]
    public void Classes_and_their_calls_are_an_example()
    {
        var examples = ExampleReader.Read(MarkdownPage.Parse(Classes + Call + Body + Call + Message + Classes + Call + Body));

        Assert.Equal([3, 29], examples.Select(static example => example.Line));
        Assert.Equal("[LoopsContact]\npublic sealed record User(string Email);", examples[0].Classes);
        Assert.Equal(new SendStep(14, "IdentifyAsync(new User(\"adam@loops.so\"))", "PUT", "contacts/update", null, "{\"email\":\"adam@loops.so\"}"), examples[0].Steps[0]);
        Assert.Equal(new ThrowStep(24, "IdentifyAsync(new User(\"adam@loops.so\"))", "LoopsValidationException", "Why."), examples[0].Steps[1]);
    }

    [Fact]
    public void Classes_of_another_project_belong_to_the_example_that_follows()
    {
        var example = Assert.Single(ExampleReader.Read(MarkdownPage.Parse("""
            ## A section

            ```csharp
            // Accounts.csproj, which the application references
            public class Account;
            ```

            """ + Classes + Call + Body)));

        Assert.Equal(["Accounts"], example.Projects.Keys);
    }

    [Theory]
    [InlineData(Classes)]
    [InlineData(Classes + Classes + Call + Body)]
    [InlineData(Classes + Call)]
    [InlineData(Classes + Call + Call + Body)]
    [InlineData(Classes + Call + "\n```json\n{}\n```\n")]
    [InlineData(Classes + Call + "\nIt throws:\n\n```text\nWhy.\n```\n")]
    [InlineData(Classes + Call + "\n## Another section\n" + Body)]
    [InlineData("## A section\n" + Call + Body)]
    [InlineData("## A section\n" + Body)]
    [InlineData(Classes + Call + Body + "\n```cs\nclass Unchecked;\n```\n")]
    [InlineData(Classes + Call + Body + "\n```\nwhatever\n```\n")]
    public void What_nothing_would_check_is_refused(string page)
        => Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => ExampleReader.Read(MarkdownPage.Parse(page)));
}
