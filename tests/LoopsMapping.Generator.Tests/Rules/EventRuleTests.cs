namespace LoopsMapping.Generator.Tests.Rules;

/// <summary>LOOPS002 and LOOPS022: an event needs a name, and had better have an email.</summary>
public sealed class EventRuleTests
{
    [Theory]
    [InlineData("{|LOOPS002:LoopsEvent|}")]
    [InlineData("{|LOOPS002:LoopsEvent()|}")]
    [InlineData("{|LOOPS002:LoopsEvent(null)|}")]
    [InlineData("{|LOOPS002:LoopsEvent(\"\")|}")]
    [InlineData("{|LOOPS002:LoopsEvent(\" \\t\\u00A0\")|}")]
    [InlineData("{|LOOPS002:LoopsEvent(name: default)|}")]
    [InlineData("System.Obsolete, {|LOOPS002:LoopsEvent|}")]
    public Task A_missing_or_blank_name_is_reported_on_the_annotation(string annotation) => Rule.ReportsAsync(Source(annotation, "string Email"));

    [Theory]
    [InlineData("LoopsEvent(\"Seen\")")]
    [InlineData("LoopsEvent(name: \"Seen\")")]
    [InlineData("LoopsEvent(nameof(Seen))")]
    [InlineData("LoopsEvent(\"Se\" + \"en\")")]
    public Task A_name_is_not_reported(string annotation) => Rule.ReportsAsync(Source(annotation, "string Email"));

    [Fact]
    public Task A_missing_name_says_which_to_write() => new RuleTest(
        """
        [{|#0:LoopsMapping.LoopsEvent|}]
        public sealed record UserRegistered(string Email);
        """)
    {
        TestState = { ExpectedDiagnostics = { new Microsoft.CodeAnalysis.Testing.DiagnosticResult("LOOPS002", Microsoft.CodeAnalysis.DiagnosticSeverity.Error).WithLocation(0).WithArguments("UserRegistered", "User Registered") } },
    }.RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("string UserId")]
    [InlineData("[LoopsUserId] int Id, string Page")]
    [InlineData("string UserId, [LoopsProperty(\"to\")] string Email")]
    public Task A_user_id_alone_is_mentioned(string parameters) => Rule.ReportsAsync(Source("LoopsEvent(\"Seen\")", parameters, "{|LOOPS022:Seen|}"));

    [Theory]
    [InlineData("string UserId, string? Email")]
    [InlineData("string Email")]
    [InlineData("string UserId, [LoopsEmail] string To")]
    public Task An_event_with_an_email_is_not_mentioned(string parameters) => Rule.ReportsAsync(Source("LoopsEvent(\"Seen\")", parameters));

    [Theory]
    [InlineData("[LoopsContact] public sealed record User(string UserId, string Email);")]
    [InlineData("[LoopsContact] public class User { [LoopsUserId] public int Id { get; set; } public string? Email { get; set; } }")]
    [InlineData("public static class Outer { [LoopsContact] public record struct User(string UserId, string? Email); }")]
    [InlineData("[LoopsContact] public sealed record Guest(string Email); [LoopsContact] public sealed record User(string UserId, string Email);")]
    public Task A_user_id_alone_will_do_where_a_contact_class_has_both(string contact)
        => Rule.ReportsAsync(Source("LoopsEvent(\"Seen\")", "string UserId"), $"using LoopsMapping;\n{contact}");

    [Theory]
    [InlineData("public sealed record User(string UserId, string Email);")]
    [InlineData("[LoopsEvent(\"Left\")] public sealed record Left(string UserId, string Email);")]
    public Task A_contact_class_without_both_does_not_help(string contact)
        => Rule.ReportsAsync(Source("LoopsEvent(\"Seen\")", "string UserId", "{|LOOPS022:Seen|}"), $"using LoopsMapping;\n{contact}");

    [Fact]
    public Task Where_the_contact_itself_has_a_message_the_event_has_none() => Rule.ReportsAsync(
        Source("LoopsEvent(\"Seen\")", "string UserId"), "using LoopsMapping;\n[LoopsContact] public sealed record {|LOOPS009:User|}(string UserId);");

    private static string Source(string annotation, string parameters, string name = "Seen") => $"""
        using LoopsMapping;
        #pragma warning disable CS0618
        [{annotation}]
        public sealed record {name}({parameters});
        [LoopsDestination]
        public partial class AppLoops;
        """;
}
