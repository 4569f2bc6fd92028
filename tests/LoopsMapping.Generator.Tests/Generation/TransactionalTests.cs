using LoopsMapping.Generator.Tests.Harness;

namespace LoopsMapping.Generator.Tests.Generation;

/// <summary><c>[LoopsTransactional]</c>: what an email is filled in with, and what goes with it.</summary>
public sealed class TransactionalTests
{
    private const string Destination = "using LoopsMapping; namespace App; [LoopsDestination] public partial class AppLoops;";

    [Fact]
    public void Text_and_numbers_become_data_variables_and_null_is_left_out()
    {
        var request = GeneratorRun.SendRequest(
            """SendAsync(new Invoice("adam@loops.so", "u1", 3, 19.90m, null, Plan.Pro, new(2024, 2, 29), new("https://loops.so/a b"), 'x', new("0f8fad5b-d9cb-469f-a165-70867728950e"), 0.5))""",
            Destination, """
            using System;
            using LoopsMapping;
            namespace App;
            public enum Plan { Free, Pro }
            [LoopsTransactional("cm4v0gqjz")]
            public sealed record Invoice(
                string Email, string UserId, int Seats, decimal Total, string? Note, Plan? Plan, DateOnly Due, Uri? Link, char Grade, Guid Key, [LoopsProperty("rate-1", Format = "F2")] double Rate);
            """);

        Assert.Equal(("Invoice", "POST", "transactional", "transactional/cm4v0gqjz/adam@loops.so"), (request.Mapping, request.Method, request.Path, request.Lane));
        Assert.Equal(
            """{"transactionalId":"cm4v0gqjz","email":"adam@loops.so","dataVariables":{"userId":"u1","seats":3,"total":19.90,"plan":"Pro","due":"2024-02-29","link":"https://loops.so/a b","grade":"x","key":"0f8fad5b-d9cb-469f-a165-70867728950e","rate-1":"0.50"}}""",
            request.Body);
        Assert.NotNull(request.IdempotencyKey);
    }

    [Fact]
    public void The_recipient_becomes_a_contact_when_the_class_says_so_and_the_key_is_the_values_own()
    {
        var request = GeneratorRun.SendRequest("SendAsync(new PasswordReset(\"A@Loops.so\", \"https://loops.so/r/1\", 77))", Destination, """
            using LoopsMapping;
            namespace App;
            [LoopsTransactional("reset \"1\"", AddToAudience = true, ExpiresAfterMinutes = 30)]
            public sealed record PasswordReset([LoopsEmail] string To, string ResetLink, [LoopsIdempotencyKey] int Request);
            """);

        Assert.Equal("""{"transactionalId":"reset \"1\"","addToAudience":true,"email":"A@Loops.so","dataVariables":{"resetLink":"https://loops.so/r/1"}}""", request.Body);
        Assert.Equal(("77", "transactional/reset \"1\"/a@loops.so", TimeSpan.FromMinutes(30)), (request.IdempotencyKey, request.Lane, request.ExpiresAfter));
    }

    [Theory]
    [InlineData("Line[]?", "null", null)]
    [InlineData("Line[]", "[]", "[]")]
    [InlineData("Line?[]", "[new(\"Tea\", 2, null), null]", """[{"name":"Tea","n":2}]""")]
    [InlineData("System.Collections.Generic.List<Line>", "[new(\"Tea\", 2, \"hot\"), new(\"Cup\", 1, null)]", """[{"name":"Tea","n":2,"note":"hot"},{"name":"Cup","n":1}]""")]
    [InlineData("System.Collections.Generic.IEnumerable<Line>", "new[] { new Line(\"Tea\", 2, null) }", """[{"name":"Tea","n":2}]""")]
    [InlineData("System.Collections.Generic.IReadOnlyList<Point>", "[new(1, null), new(null, null)]", """[{"x":1},{}]""")]
    [InlineData("System.Collections.Generic.IReadOnlyList<Point?>", "[new Point(1, Level.High), null]", """[{"x":1,"level":"high"}]""")]
    [InlineData("System.Collections.Immutable.ImmutableArray<Point>", "[new(1, null)]", """[{"x":1}]""")]
    [InlineData("System.Collections.Immutable.ImmutableArray<Point>", "default", null)]
    [InlineData("System.Collections.Immutable.ImmutableArray<Point>?", "null", null)]
    [InlineData("Basket", "new Basket()", """[{"name":"Own","n":1}]""")]
    public void A_list_of_flat_objects_is_a_data_variable(string type, string value, string? json)
        => Assert.Equal($$"""{"transactionalId":"t1","email":"a@b.co"{{(json is null ? "" : $$""","dataVariables":{"lines":{{json}}}""")}}}""", GeneratorRun.Send(
            $"SendAsync(new Order(\"a@b.co\", {value}))", Destination, $$"""
            using System.Collections;
            using System.Collections.Generic;
            using LoopsMapping;
            namespace App;
            public enum Level { Low, [System.Text.Json.Serialization.JsonStringEnumMemberName("high")] High }
            public sealed record Line(string Name, [LoopsProperty("n")] int Count, string? Note) { [LoopsIgnore] public bool IsOpen => true; [System.Text.Json.Serialization.JsonIgnore] public object? Owner => null; }
            public readonly record struct Point(int? X, Level? Level);
            public sealed class Basket : IEnumerable<Line>
            {
                IEnumerator<Line> IEnumerable<Line>.GetEnumerator() { yield return new("Own", 1, null); }
                IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<Line>)this).GetEnumerator();
            }
            [LoopsTransactional("t1")]
            public sealed record Order(string Email, {{type}} Lines);
            """));

    [Theory]
    [InlineData("[new(\"a.txt\", \"text/plain\", new byte[] { 1, 2, 3, 4 }), new(\"b\", \"image/png\", [])]", ""","attachments":[{"filename":"a.txt","contentType":"text/plain","data":"AQIDBA=="},{"filename":"b","contentType":"image/png","data":""}]""")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    public void Attachments_go_along_in_base64(string files, string json)
        => Assert.Equal($$"""{"transactionalId":"t1","email":"a@b.co","dataVariables":{"name":"A"}{{json}}}""", GeneratorRun.Send(
            $"SendAsync(new Report(\"a@b.co\", {files}, \"A\"))", Destination, """
            using System.Collections.Generic;
            using LoopsMapping;
            namespace App;
            [LoopsTransactional("t1")]
            public sealed record Report(string Email, IReadOnlyList<LoopsAttachment>? Files, string Name);
            """));

    [Fact]
    public void An_email_that_would_be_larger_than_Loops_takes_throws_and_names_the_member()
    {
        var exception = Assert.Throws<LoopsValidationException>(() => GeneratorRun.Send("SendAsync(new Report(\"a@b.co\", [new(\"a\", \"b\", new byte[3 * 1024 * 1024 + 1])]))", Destination, """
            using LoopsMapping;
            namespace App;
            [LoopsTransactional("t1")]
            public sealed record Report(string Email, LoopsAttachment[] Files);
            """));

        Assert.Equal("Files", exception.Member);
        Assert.Contains("at most 4194304", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\" \"")]
    public void Without_a_recipient_nothing_is_sent(string email)
    {
        var exception = Assert.Throws<LoopsValidationException>(() => GeneratorRun.Send($"SendAsync(new Hello({email}))", Destination,
            "using LoopsMapping; namespace App; [LoopsTransactional(\"t1\")] public sealed record Hello(string? Email, string Name = \"A\");"));

        Assert.Equal("App.Hello.Email is null or blank: a transactional email needs a recipient.", exception.Message);
    }

    [Fact]
    public void The_text_of_a_data_variable_is_as_long_as_it_is()
        => Assert.Contains(new string('x', 2000), GeneratorRun.Send("SendAsync(new Hello(\"a@b.co\", new string('x', 2000)))", Destination,
            "using LoopsMapping; namespace App; [LoopsTransactional(\"t1\")] public sealed record Hello(string Email, string Text);"), StringComparison.Ordinal);

    [Fact]
    public void One_class_can_be_a_contact_an_event_and_an_email()
    {
        const string Source = """
            using LoopsMapping;
            namespace App;
            [LoopsContact, LoopsEvent("Joined"), LoopsTransactional("t1")]
            public sealed record Joined([LoopsUserId] int Id, string Email, string Plan);
            """;

        Assert.Equal("""{"email":"a@b.co","userId":"7","plan":"Pro"}""", GeneratorRun.Send("IdentifyAsync(new Joined(7, \"a@b.co\", \"Pro\"))", Destination, Source));
        Assert.Equal("""{"eventName":"Joined","email":"a@b.co","userId":"7","eventProperties":{"plan":"Pro"}}""", GeneratorRun.Send("TrackAsync(new Joined(7, \"a@b.co\", \"Pro\"))", Destination, Source));
        Assert.Equal("""{"transactionalId":"t1","email":"a@b.co","dataVariables":{"id":7,"plan":"Pro"}}""", GeneratorRun.Send("SendAsync(new Joined(7, \"a@b.co\", \"Pro\"))", Destination, Source));
    }
}
