using LoopsMapping.CodeFixes;

namespace LoopsMapping.Generator.Tests.Rules;

/// <summary>The fix of LOOPS001, LOOPS003 and LOOPS022: which member it adds, and to which class.</summary>
public sealed class AddIdentifierFixTests
{
    private const string AddEmail = "Add 'string? Email'";
    private const string AddUserId = "Add 'string? UserId'";

    [Fact]
    public Task A_positional_record_gets_an_optional_parameter() => Rule.FixesAsync<AddIdentifierFix>(AddEmail,
        """
        using LoopsMapping;
        [LoopsContact]
        public sealed record {|LOOPS001:User|}(string Name, int Age);
        """,
        """
        using LoopsMapping;
        [LoopsContact]
        public sealed record User(string Name, int Age, string? Email = null);
        """);

    [Fact]
    public Task The_second_offer_is_a_user_id() => Rule.FixesAsync<AddIdentifierFix>(1, AddUserId,
        """
        using LoopsMapping;
        [LoopsContact]
        public sealed record {|LOOPS001:User|}(string Name);
        """,
        """
        using LoopsMapping;
        [LoopsContact]
        public sealed record {|LOOPS009:User|}(string Name, string? UserId = null);
        """);

    [Fact]
    public Task An_event_with_a_user_id_gets_an_email() => Rule.FixesAsync<AddIdentifierFix>(AddEmail,
        """
        using LoopsMapping;
        [LoopsEvent("Seen")]
        public readonly record struct {|LOOPS022:Seen|}(string UserId, string Page);
        """,
        """
        using LoopsMapping;
        [LoopsEvent("Seen")]
        public readonly record struct Seen(string UserId, string Page, string? Email = null);
        """);

    [Fact]
    public Task No_user_id_is_offered_to_an_event_that_has_one() => Rule.FixesAsync<AddIdentifierFix>(0, AddEmail,
        """
        using LoopsMapping;
        [LoopsContact]
        [LoopsEvent("Seen")]
        public sealed record {|LOOPS009:Seen|}(string UserId);
        """,
        """
        using LoopsMapping;
        [LoopsContact]
        [LoopsEvent("Seen")]
        public sealed record Seen(string UserId, string? Email = null);
        """);

    [Fact]
    public Task A_class_without_contact_on_both_sides_is_repaired_once() => Rule.FixesAsync<AddIdentifierFix>(AddEmail,
        """
        using LoopsMapping;
        [LoopsContact]
        [LoopsEvent("Seen")]
        public sealed class {|LOOPS001:{|LOOPS003:Seen|}|}
        {
            public string? Page { get; init; }
        }
        """,
        """
        using LoopsMapping;
        [LoopsContact]
        [LoopsEvent("Seen")]
        public sealed class Seen
        {
            public string? Page { get; init; }
            public string? Email { get; init; }
        }
        """);

    [Fact]
    public Task A_name_that_is_taken_is_not_offered() => Rule.FixesAsync<AddIdentifierFix>(AddUserId,
        """
        using LoopsMapping;
        public abstract record Mail
        {
            [LoopsIgnore]
            public string? Email { get; init; }
        }
        [LoopsEvent("Sent")]
        public sealed record {|LOOPS003:Sent|}(string Subject) : Mail;
        [LoopsEvent("Email")]
        public sealed record {|LOOPS003:Email|}(string Subject);
        [LoopsContact]
        public sealed record {|LOOPS001:User|}(string Name, [LoopsProperty("workEmail")] string Email);
        """,
        """
        using LoopsMapping;
        public abstract record Mail
        {
            [LoopsIgnore]
            public string? Email { get; init; }
        }
        [LoopsEvent("Sent")]
        public sealed record Sent(string Subject, string? UserId = null) : Mail;
        [LoopsEvent("Email")]
        public sealed record Email(string Subject, string? UserId = null);
        [LoopsContact]
        public sealed record {|LOOPS009:User|}(string Name, [LoopsProperty("workEmail")] string Email, string? UserId = null);
        """);

    [Fact]
    public Task Where_both_names_are_taken_there_is_no_fix() => Rule.OffersNoFixAsync<AddIdentifierFix>(
        """
        using LoopsMapping;
        [LoopsContact]
        public sealed record {|LOOPS001:User|}([LoopsProperty("a")] string Email, [LoopsProperty("b")] string UserId);
        """);

    [Fact]
    public Task A_base_class_with_the_same_mistake_is_repaired_for_both() => Rule.FixesAsync(
        new RuleTest<AddIdentifierFix>(
            """
            using LoopsMapping;
            [LoopsEvent("Seen")]
            public record {|LOOPS003:Seen|}
            {
                public string? Page { get; init; }
            }
            [LoopsEvent("Left")]
            public record {|LOOPS003:Left|} : Seen
            {
                public int Seconds { get; init; }
            }
            """),
        0, AddEmail,
        """
        using LoopsMapping;
        [LoopsEvent("Seen")]
        public record Seen
        {
            public string? Page { get; init; }
            public string? Email { get; init; }
        }
        [LoopsEvent("Left")]
        public record Left : Seen
        {
            public int Seconds { get; init; }
        }
        """);

    [Fact]
    public Task It_works_where_the_client_is_generated() => Rule.FixesAsync<AddIdentifierFix>(AddEmail,
        """
        using System.Threading.Tasks;
        using LoopsMapping;
        [LoopsContact]
        public sealed record {|LOOPS001:User|}(string Name);
        [LoopsDestination]
        public partial class AppLoops;
        public static class Caller
        {
            public static Task SendAsync(AppLoops loops) => loops.IdentifyAsync(new User("Adam"));
        }
        """,
        """
        using System.Threading.Tasks;
        using LoopsMapping;
        [LoopsContact]
        public sealed record User(string Name, string? Email = null);
        [LoopsDestination]
        public partial class AppLoops;
        public static class Caller
        {
            public static Task SendAsync(AppLoops loops) => loops.IdentifyAsync(new User("Adam"));
        }
        """);
}
