using LoopsMapping.Generator.Tests.Harness;
using LoopsMapping.Generator.Tests.Robustness;

namespace LoopsMapping.Generator.Tests.Generation;

/// <summary><c>DeleteAsync</c> of every contact class.</summary>
public sealed class DeletionTests
{
    private const string Users = """
        using System;
        using LoopsMapping;
        namespace App;
        [LoopsContact] public record User([LoopsUserId] string? Id, string? Email, string? Name = null);
        [LoopsContact] public sealed record Founder(string? Id, string? Email, [LoopsProperty("founderNumber")] int Number) : User(Id, Email);
        [LoopsContact] public abstract class Person { public string? Email { get; init; } }
        [LoopsContact] public sealed class Customer : Person { [LoopsUserId] public int Number { get; init; } }
        [LoopsContact] public readonly record struct Seat([LoopsUserId] int Row, string? Email);
        [LoopsContact]
        public sealed class Invalid
        {
            public string Email => "a@b.co";
            public string Text => new('x', 499);
        }
        [LoopsContact] public sealed record Measured(string Email, double Ratio);
        [LoopsContact]
        public sealed class Throwing
        {
            [LoopsUserId] public string Id => "u1";
            public string? Email => throw new InvalidOperationException("gone");
            [LoopsProperty(Convert = nameof(Text))] public int Age => 1;
            public static string Text(int age) => throw new InvalidOperationException("never");
        }
        [LoopsContact] public sealed record Converted(string Email, [LoopsProperty(Convert = nameof(Converted.Text))] int Age) { public static string Text(int age) => throw new InvalidOperationException("never"); }
        public class Theirs { public int Key { get; set; } public string? Mail { get; set; } }
        [LoopsContact(For = typeof(Theirs))] internal sealed record TheirsMap([LoopsUserId] int Key, [LoopsEmail] string? Mail);
        [LoopsDestination] public partial class AppLoops;
        """;

    [Theory]
    [InlineData("new User(\"u1\", \"a@b.co\", \"Adam\")", """{"userId":"u1"}""", "u1")]
    [InlineData("new User(null, \"Adam@B.co\")", """{"email":"Adam@B.co"}""", "adam@b.co")]
    [InlineData("new User(\" \", \"a@b.co\")", """{"email":"a@b.co"}""", "a@b.co")]
    [InlineData("new User(\"ü\\\"\", null)", """{"userId":"ü\""}""", "ü\"")]
    [InlineData("new Seat(7, null)", """{"userId":"7"}""", "7")]
    [InlineData("new Seat(0, \"a@b.co\")", """{"email":"a@b.co"}""", "a@b.co")]
    [InlineData("new Theirs { Key = 3, Mail = \"a@b.co\" }", """{"userId":"3"}""", "3")]
    public void Loops_is_sent_the_user_id_or_else_the_email(string value, string json, string lane)
    {
        var request = GeneratorRun.SendRequest($"DeleteAsync({value})", Users);

        Assert.Equal(("POST", "contacts/delete", json, lane), (request.Method, request.Path, request.Body, request.Lane));
    }

    [Theory]
    [InlineData("new Invalid()")]
    [InlineData("new Measured(\"a@b.co\", double.NaN)")]
    [InlineData("new Converted(\"a@b.co\", 1)")]
    [InlineData("new User(null, \"a@b.co\", new string('x', 499))")]
    public void Whatever_else_is_wrong_with_a_value_its_contact_can_be_deleted(string value)
    {
        Assert.ThrowsAny<Exception>(() => GeneratorRun.Send($"IdentifyAsync({value})", Users));
        Assert.Equal("""{"email":"a@b.co"}""", GeneratorRun.Send($"DeleteAsync({value})", Users));
    }

    [Theory]
    [InlineData("new User(null, \" \")", "Email, Id")]
    [InlineData("new Seat(0, null)", "Email, Row")]
    [InlineData("new Theirs()", "Mail, Key")]
    [InlineData("default(Seat)", "Email, Row")]
    public void Without_an_email_and_a_user_id_nothing_is_deleted(string value, string members)
        => Assert.Equal(members, Assert.Throws<LoopsValidationException>(() => GeneratorRun.Send($"DeleteAsync({value})", Users)).Member);

    [Fact]
    public void An_identifier_that_throws_is_not_taken_for_another()
        => Assert.Equal("gone", Assert.Throws<InvalidOperationException>(() => GeneratorRun.Send("DeleteAsync(new Throwing())", Users)).Message);

    [Theory]
    [InlineData("(User)new Founder(\"u1\", \"a@b.co\", 1)", """{"userId":"u1"}""")]
    [InlineData("(Person)new Customer { Number = 7, Email = \"a@b.co\" }", """{"userId":"7"}""")]
    [InlineData("(Person)new Customer { Number = 7 }", """{"userId":"7"}""")]
    public void A_value_of_a_class_below_is_deleted_by_the_identifiers_that_it_is_sent_with(string value, string json)
        => Assert.Equal(json, GeneratorRun.Send($"DeleteAsync({value})", Users));

    [Fact]
    public void A_null_value_is_an_argument_error()
        => Assert.Throws<ArgumentNullException>(() => GeneratorRun.Send("DeleteAsync((User)null!)", Users));

    [Fact]
    public void A_failure_is_in_the_task_and_not_in_the_call()
        => Assert.Empty(GeneratorRun.SendRequests("DeleteAsync(new User(null, null)).ContinueWith(static task => task.Exception, System.Threading.Tasks.TaskScheduler.Default)", Users));

    [Fact]
    public void Events_and_emails_have_no_such_method()
        => Assert.DoesNotContain("DeleteAsync(", new UserProject($$"""
            using LoopsMapping;
            [LoopsEvent("Seen")] public sealed record Seen(string Email);
            [LoopsTransactional("t1")] public sealed record Reset(string Email);
            {{UserProject.Destination}}
            """).Generate().Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("public System.Threading.Tasks.Task<LoopsReceipt> DeleteAsync(User user, System.Threading.CancellationToken token) => DeleteByEmailAsync(user.Email, token);", false)]
    [InlineData("public static int DeleteAsync(User user, System.Threading.CancellationToken token = default) => token.GetHashCode() + user.GetHashCode();", false)]
    [InlineData("public int DeleteAsync(User user) => user.GetHashCode();", true)]
    [InlineData("public int DeleteAsync(ref User user, System.Threading.CancellationToken token) => token.GetHashCode() + user.GetHashCode();", true)]
    [InlineData("public int DeleteAsync<T>(T user, System.Threading.CancellationToken token) => token.GetHashCode() + user!.GetHashCode();", true)]
    [InlineData("public int DeleteAsync(string user, System.Threading.CancellationToken token) => token.GetHashCode() + user.GetHashCode();", true)]
    [InlineData("public int DeleteAsync(Other user, System.Threading.CancellationToken token) => token.GetHashCode() + user.GetHashCode();", true)]
    public void One_that_the_user_has_written_is_the_user_s(string method, bool isGenerated)
        => Assert.Equal(isGenerated, new UserProject($$"""
            using LoopsMapping;
            [LoopsContact] public sealed record User(string Email);
            [LoopsContact] public sealed record Other(string Email);
            [LoopsDestination] public partial class AppLoops { {{method}} }
            """) { CallsWhatIsGenerated = true }.Generate().Text.Contains("DeleteAsync(global::User value", StringComparison.Ordinal));
}
