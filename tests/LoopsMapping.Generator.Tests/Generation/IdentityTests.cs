using LoopsMapping.Generator.Tests.Harness;

namespace LoopsMapping.Generator.Tests.Generation;

/// <summary>DESIGN: a request must say whose it is, at run time too.</summary>
public sealed class IdentityTests
{
    private static string Source(string userIdType) => $$"""
        using System;
        using LoopsMapping;
        namespace App;
        public enum Seat { A1 }
        [LoopsContact]
        public sealed record User([LoopsUserId] {{userIdType}} Id, string? Email);
        [LoopsEvent("Seen")]
        public sealed record Seen([LoopsUserId] {{userIdType}} Id, string? Email);
        [LoopsDestination]
        public partial class AppLoops;
        """;

    [Theory]
    [InlineData("string?", "null")]
    [InlineData("string", "\" \\t\"")]
    [InlineData("int", "0")]
    [InlineData("long?", "0")]
    [InlineData("long?", "null")]
    [InlineData("decimal", "0.0m")]
    [InlineData("System.Guid", "default")]
    [InlineData("System.Guid?", "System.Guid.Empty")]
    [InlineData("System.Uri?", "null")]
    public void A_user_id_that_is_none_is_not_sent(string type, string value)
    {
        Assert.Equal("""{"email":"a@b.co"}""", GeneratorRun.Send($"IdentifyAsync(new User({value}, \"a@b.co\"))", Source(type)));

        foreach (var (call, name) in new[] { ($"IdentifyAsync(new User({value}, null))", "User"), ($"TrackAsync(new Seen({value}, \" \"))", "Seen") })
        {
            var exception = Assert.Throws<LoopsValidationException>(() => GeneratorRun.Send(call, Source(type)));
            Assert.Equal("Email, Id", exception.Member);
            Assert.Equal(name, exception.Type?.Name);
            Assert.StartsWith($"App.{name} has neither an email nor a user id: Email, Id are null, blank, 0 or an empty Guid.", exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("string", "\"u1\"", "u1")]
    [InlineData("int", "-7", "-7")]
    [InlineData("ulong", "ulong.MaxValue", "18446744073709551615")]
    [InlineData("System.Guid", "new System.Guid(\"0F8FAD5B-D9CB-469F-A165-70867728950E\")", "0f8fad5b-d9cb-469f-a165-70867728950e")]
    [InlineData("System.Uri", "new System.Uri(\"urn:u:1\")", "urn:u:1")]
    [InlineData("Seat", "Seat.A1", "A1")]
    [InlineData("char?", "'c'", "c")]
    public void A_user_id_is_sent_as_text_and_is_the_lane(string type, string value, string text)
    {
        var request = GeneratorRun.SendRequest($"TrackAsync(new Seen({value}, \"A@b.co\"))", Source(type));

        Assert.Equal($$"""{"eventName":"Seen","email":"A@b.co","userId":"{{text}}"}""", request.Body);
        Assert.Equal(text, request.Lane);
    }

    [Fact]
    public void Without_a_user_id_the_lane_is_the_email_in_lower_case()
        => Assert.Equal("adam@loops.so", GeneratorRun.SendRequest("IdentifyAsync(new User(0, \"Adam@Loops.SO\"))", Source("int")).Lane);

    [Fact]
    public void A_contact_is_put_without_a_key_and_an_event_is_posted_with_one()
    {
        var contact = GeneratorRun.SendRequest("IdentifyAsync(new User(1, null))", Source("int"));
        Assert.Equal(("User", "PUT", "contacts/update", null), (contact.Mapping, contact.Method, contact.Path, contact.IdempotencyKey));

        var tracked = GeneratorRun.SendRequest("TrackAsync(new Seen(1, null))", Source("int"));
        Assert.Equal(("Seen", "POST", "events/send"), (tracked.Mapping, tracked.Method, tracked.Path));
        Assert.Equal(7, Guid.Parse(tracked.IdempotencyKey!).Version);
    }

    [Fact]
    public void Options_give_the_key_and_the_lane()
    {
        var request = GeneratorRun.SendRequest("TrackAsync(new Seen(1, null), new global::LoopsMapping.LoopsSendOptions { IdempotencyKey = \"order-1\", Lane = \"l\" })", Source("int"));

        Assert.Equal(("order-1", "l"), (request.IdempotencyKey, request.Lane));
    }

    [Fact]
    public void Text_of_498_characters_is_sent_and_of_499_throws()
    {
        Assert.Contains(new string('x', 498), GeneratorRun.Send("IdentifyAsync(new User(1, new string('x', 498)))", Source("int")), StringComparison.Ordinal);
        var exception = Assert.Throws<LoopsValidationException>(() => GeneratorRun.Send("IdentifyAsync(new User(1, new string('x', 499)))", Source("int")));
        Assert.Equal("Email", exception.Member);
        Assert.Contains("499", exception.Message, StringComparison.Ordinal);
    }
}
