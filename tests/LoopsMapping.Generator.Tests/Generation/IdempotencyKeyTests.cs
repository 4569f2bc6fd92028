using LoopsMapping.Generator.Tests.Harness;

namespace LoopsMapping.Generator.Tests.Generation;

/// <summary>An event that knows its own key.</summary>
public sealed class IdempotencyKeyTests
{
    private static string Source(string type, string attributes = "LoopsIdempotencyKey") => $$"""
        using LoopsMapping;
        namespace App;
        [LoopsEvent("Bought")] public sealed record Bought(string Email, [{{attributes}}] {{type}} Order);
        [LoopsDestination] public partial class AppLoops;
        """;

    [Theory]
    [InlineData("string", "\"order-1\"", "order-1")]
    [InlineData("int", "42", "42")]
    [InlineData("long?", "42", "42")]
    [InlineData("System.Guid", "new System.Guid(\"0F8FAD5B-D9CB-469F-A165-70867728950E\")", "0f8fad5b-d9cb-469f-a165-70867728950e")]
    public void The_member_is_the_key_and_no_event_property(string type, string value, string key)
    {
        var request = GeneratorRun.SendRequest($"TrackAsync(new Bought(\"a@b.co\", {value}))", Source(type));

        Assert.Equal(("""{"eventName":"Bought","email":"a@b.co"}""", key), (request.Body, request.IdempotencyKey));
    }

    [Theory]
    [InlineData("string?", "null")]
    [InlineData("string", "\" \"")]
    [InlineData("int", "0")]
    [InlineData("System.Guid?", "System.Guid.Empty")]
    public void Without_a_value_a_new_key_is_made(string type, string value)
        => Assert.Equal(7, Guid.Parse(GeneratorRun.SendRequest($"TrackAsync(new Bought(\"a@b.co\", {value}))", Source(type)).IdempotencyKey!).Version);

    [Fact]
    public void With_LoopsProperty_it_is_an_event_property_too_and_the_options_go_first()
    {
        var request = GeneratorRun.SendRequest("TrackAsync(new Bought(\"a@b.co\", 7), new global::LoopsMapping.LoopsSendOptions { IdempotencyKey = \"mine\" })",
            Source("int", "LoopsIdempotencyKey, LoopsProperty"));

        Assert.Equal(("""{"eventName":"Bought","email":"a@b.co","eventProperties":{"order":7}}""", "mine"), (request.Body, request.IdempotencyKey));
    }

    [Fact]
    public void A_value_that_is_no_header_throws_and_names_the_member()
    {
        var exception = Assert.Throws<LoopsValidationException>(() => GeneratorRun.SendRequest("TrackAsync(new Bought(\"a@b.co\", \"ä\"))", Source("string")));

        Assert.Equal("Order", exception.Member);
        Assert.Contains("App.Bought.Order", exception.Message, StringComparison.Ordinal);
    }
}
