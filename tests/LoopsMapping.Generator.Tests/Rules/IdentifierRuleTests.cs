namespace LoopsMapping.Generator.Tests.Rules;

/// <summary>LOOPS001 and LOOPS003: a contact and an event need an email or a user id.</summary>
public sealed class IdentifierRuleTests
{
    [Theory]
    [InlineData("public sealed record {|LOOPS001:User|}(string Name);")]
    [InlineData("public record struct {|LOOPS001:User|}(string Name);")]
    [InlineData("public class {|LOOPS001:User|} { public string? Name { get; init; } }")]
    [InlineData("public struct {|LOOPS001:User|} { public string? Name { get; init; } }")]
    [InlineData("internal sealed record {|LOOPS001:User|}(string Name);")]
    [InlineData("public sealed record {|LOOPS001:User|}([LoopsProperty(\"workEmail\")] string Email);")]
    [InlineData("public sealed record {|LOOPS001:User|}([LoopsProperty(\"EMAIL\")] string Email);")]
    [InlineData("public sealed record {|LOOPS001:User|}([LoopsIgnore] string Email, string Name);")]
    [InlineData("public sealed record {|LOOPS001:User|}([property: System.Text.Json.Serialization.JsonIgnore] string UserId, string Name);")]
    [InlineData("public class {|LOOPS001:User|} { public string? Name { get; } internal string? Email { get; } }")]
    [InlineData("public class {|LOOPS001:User|} { public string? Name { get; } public string? Email { set { } } }")]
    [InlineData("public class {|LOOPS001:User|} { public string? Name { get; } public static string? Email { get; } }")]
    [InlineData("public class {|LOOPS001:User|} { public string? Name { get; } public string? Email; }")]
    [InlineData("public static class Outer { public sealed record {|LOOPS001:User|}(string Name); }", false)]
    public Task A_contact_without_one_is_reported_on_its_name(string declaration, bool annotate = true) => Rule.ReportsAsync(Source("LoopsContact", declaration, annotate));

    [Theory]
    [InlineData("public sealed record User(string Email);")]
    [InlineData("public sealed record User(int UserId, string Email);")]
    [InlineData("public record struct User(System.Guid? UserId, string? Email);")]
    [InlineData("public sealed record User([LoopsEmail] string Mail);")]
    [InlineData("public sealed record User([LoopsUserId] long Id, string Email);")]
    [InlineData("public sealed record User([LoopsProperty(\"email\")] string Mail);")]
    [InlineData("public sealed record User([property: LoopsProperty(\"userId\")] string Login, string? Email);")]
    [InlineData("public class User { public string? Email => null; }")]
    [InlineData("public struct User { public required string Email { get; init; } }")]
    [InlineData("public class User { [LoopsContactProperty(\"email\")] public string? Mail { get; set; } }")]
    public Task A_contact_with_one_is_not_reported(string declaration) => Rule.ReportsAsync(Source("LoopsContact", declaration));

    [Theory]
    [InlineData("public sealed record {|LOOPS003:Seen|}(string Page);")]
    [InlineData("public record struct {|LOOPS003:Seen|}(string Page);")]
    [InlineData("public class {|LOOPS003:Seen|} { public string? Page { get; init; } }")]
    [InlineData("public sealed record {|LOOPS003:Seen|}([LoopsProperty(\"to\")] string Email);")]
    [InlineData("public sealed record {|LOOPS003:Seen|}(string Id);")]
    public Task An_event_without_one_is_reported_on_its_name(string declaration) => Rule.ReportsAsync(Source("LoopsEvent(\"Seen\")", declaration));

    [Theory]
    [InlineData("public sealed record Seen(string Email);")]
    [InlineData("public sealed record Seen([LoopsEmail] string To, int Id);")]
    [InlineData("public struct Seen { public string? Email { get; init; } }")]
    [InlineData("public class Seen { public string? Email { get; init; } public string? UserId { get; init; } }")]
    public Task An_event_with_one_is_not_reported(string declaration) => Rule.ReportsAsync(Source("LoopsEvent(\"Seen\")", declaration));

    [Fact]
    public Task An_inherited_identifier_counts() => Rule.ReportsAsync(
        """
        using LoopsMapping;
        public abstract record Entity([LoopsUserId] int Id);
        [LoopsContact]
        public sealed record User(int Id, string Email) : Entity(Id);
        public abstract class Message { public virtual string? Email { get; set; } }
        [LoopsEvent("Sent")]
        public class Sent : Message { public override string? Email { get; set; } public int UserId { get; set; } }
        [LoopsEvent("Read")]
        public class Read : Message { [LoopsUserId] public int Id { get; set; } }
        """);

    [Fact]
    public async Task An_identifier_of_another_assembly_s_base_class_counts()
    {
        var test = new RuleTest(
            """
            using LoopsMapping;
            [LoopsContact]
            public class User : Domain.Account;
            [LoopsContact]
            public class {|LOOPS001:Person|} : Domain.Entity
            {
                public string? Name { get; set; }
            }
            """);
        var domain = new Microsoft.CodeAnalysis.Testing.ProjectState("Domain", Microsoft.CodeAnalysis.LanguageNames.CSharp, "/Domain/", "cs")
        {
            Sources = { "#nullable enable\n#pragma warning disable CS1591\nnamespace Domain { public class Account { public string? Email { get; set; } } public class Entity { public int Id { get; set; } } }" },
        };
        domain.AdditionalReferences.AddRange(References.Runtime);
        test.TestState.AdditionalProjects.Add("Domain", domain);
        test.TestState.AdditionalProjectReferences.Add("Domain");
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task A_class_in_parts_counts_the_identifier_of_another_file() => Rule.ReportsAsync(
        """
        using LoopsMapping;
        [LoopsContact]
        public partial class User
        {
            public string? Name { get; set; }
        }
        [LoopsContact]
        public partial class {|LOOPS001:Person|}
        {
            public string? Name { get; set; }
        }
        """,
        """
        public partial class User
        {
            public string? Email { get; set; }
        }
        public partial class Person
        {
            public string? Color { get; set; }
        }
        """);

    [Fact]
    public Task A_class_that_is_not_annotated_is_not_looked_at() => Rule.ReportsAsync(
        """
        public sealed record User(int Id, int[] Scores);
        public sealed class LoopsContactAttribute : System.Attribute;
        [LoopsContact]
        public sealed record Person(int Id, int[] Scores);
        """);

    private static string Source(string annotation, string declaration, bool annotate = true) => $"""
        using LoopsMapping;
        {(annotate ? $"[{annotation}]" : "")}
        {(annotate ? declaration : declaration.Replace("public sealed record", $"[{annotation}] public sealed record", StringComparison.Ordinal))}
        [LoopsDestination]
        public partial class AppLoops;
        """;
}
