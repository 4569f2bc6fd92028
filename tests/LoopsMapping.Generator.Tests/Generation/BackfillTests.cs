using LoopsMapping.Generator.Tests.Harness;
using LoopsMapping.Generator.Tests.Robustness;

namespace LoopsMapping.Generator.Tests.Generation;

/// <summary><c>IdentifyAllAsync</c> of every contact class.</summary>
public sealed class BackfillTests
{
    private const string Users = """
        using System.Collections.Generic;
        using System.Linq;
        using LoopsMapping;
        namespace App;
        [LoopsContact] public record User(string? Email);
        public record Paying(string? Email, string Card) : User(Email);
        [LoopsContact] public record Gold(string? Email, string Card, int Level) : Paying(Email, Card);
        public sealed record Platinum(string? Email, string Card, int Level) : Gold(Email, Card, Level);
        [LoopsContact] public readonly record struct Seat([LoopsUserId] int Row);
        public class Theirs { public string? Mail { get; set; } }
        [LoopsContact(For = typeof(Theirs))] internal sealed record TheirsMap([LoopsEmail] string? Mail);
        [LoopsDestination] public partial class AppLoops;
        public static class Of
        {
            public static IAsyncEnumerable<T> All<T>(params T[] values) => values.ToAsyncEnumerable();
        }
        """;

    [Theory]
    [InlineData("Of.All(new User(\"a\"), new User(\"b\"))", """{"email":"a"}""", """{"email":"b"}""")]
    [InlineData("Of.All(new Seat(1), new Seat(2))", """{"userId":"1"}""", """{"userId":"2"}""")]
    [InlineData("Of.All(new Theirs { Mail = \"a\" }, new Theirs { Mail = \"b\" })", """{"email":"a"}""", """{"email":"b"}""")]
    [InlineData("Of.All(new User(null), new User(\"b\"))", """{"email":"b"}""")]
    [InlineData("Of.All(default(Seat), new Seat(2))", """{"userId":"2"}""")]
    [InlineData("Of.All<User>(null!, new User(\"b\"))", """{"email":"b"}""")]
    [InlineData("Of.All<User>()")]
    [InlineData("Of.All(new User(\"a\")), new LoopsMapping.LoopsBackfillOptions { Run = \"one\" }, new System.Progress<LoopsMapping.LoopsProgress>(), default", """{"email":"a"}""")]
    public void Every_value_is_sent_in_order_and_one_that_cannot_be_ends_nothing(string arguments, params string[] json)
        => Assert.Equal(json, Send(arguments));

    [Fact]
    public void Each_is_sent_as_its_own_class_says()
        => Assert.Equal(
            ["""{"email":"a"}""", """{"email":"b"}""", """{"email":"c","card":"x","level":1}""", """{"email":"d","card":"x","level":2}"""],
            Send("Of.All<User>(new User(\"a\"), new Paying(\"b\", \"x\"), new Gold(\"c\", \"x\", 1), new Platinum(\"d\", \"x\", 2))"));

    [Theory]
    [InlineData("new Gold(\"c\", \"x\", 1)", """{"email":"c","card":"x","level":1}""")]
    [InlineData("new Paying(\"b\", \"x\")", """{"email":"b"}""")]
    [InlineData("new Platinum(\"d\", \"x\", 2)", """{"email":"d","card":"x","level":2}""")]
    public void A_sequence_of_a_class_below_goes_to_the_nearest_class_that_is_mapped(string value, string json)
        => Assert.Equal([json], Send($"Of.All({value})"));

    [Fact]
    public void A_null_sequence_is_an_argument_error()
        => Assert.Throws<ArgumentNullException>(() => Send("(System.Collections.Generic.IAsyncEnumerable<User>)null!"));

    [Theory]
    [InlineData("public System.Threading.Tasks.Task<LoopsProgress> IdentifyAllAsync(System.Collections.Generic.IAsyncEnumerable<User> users, LoopsBackfillOptions? options, System.IProgress<LoopsProgress>? progress, System.Threading.CancellationToken token) => null!;", false)]
    [InlineData("public System.Threading.Tasks.Task IdentifyAllAsync(System.Collections.Generic.IEnumerable<User> users, LoopsBackfillOptions? options = null, System.IProgress<LoopsProgress>? progress = null, System.Threading.CancellationToken token = default) => null!;", true)]
    [InlineData("public System.Threading.Tasks.Task IdentifyAllAsync(System.Collections.Generic.IAsyncEnumerable<User> users, System.Threading.CancellationToken token) => IdentifyAllAsync(users, cancellationToken: token);", true)]
    [InlineData("public System.Threading.Tasks.Task IdentifyAllAsync(System.Collections.Generic.IAsyncEnumerable<string> users, LoopsBackfillOptions? options, System.IProgress<LoopsProgress>? progress, System.Threading.CancellationToken token) => null!;", true)]
    [InlineData("public System.Threading.Tasks.Task<LoopsReceipt> IdentifyAsync(User user, LoopsSendOptions options, System.Threading.CancellationToken token, int attempt = 1) => null!;", true)]
    [InlineData("public System.Threading.Tasks.Task<LoopsReceipt> IdentifyAsync<T>(T user, LoopsSendOptions options, System.Threading.CancellationToken token) => null!;", true)]
    [InlineData("public System.Threading.Tasks.Task<LoopsReceipt> IdentifyAsync(object user, LoopsSendOptions options, System.Threading.CancellationToken token) => null!;", true)]
    public void One_that_the_user_has_written_is_the_user_s(string method, bool isGenerated)
        => Assert.Equal(isGenerated, new UserProject($$"""
            using LoopsMapping;
            [LoopsContact] public sealed record User(string Email);
            [LoopsDestination] public partial class AppLoops { {{method}} }
            """) { CallsWhatIsGenerated = true }.Generate().Text.Contains("IdentifyAllAsync(global::System.Collections.Generic.IAsyncEnumerable<global::User> values", StringComparison.Ordinal));

    private static IEnumerable<string> Send(string arguments)
        => GeneratorRun.SendRequests($"IdentifyAllAsync({arguments})", Users).Select(static request => request.Body);
}
