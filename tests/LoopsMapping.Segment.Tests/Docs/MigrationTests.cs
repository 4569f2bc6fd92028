using System.Text;
using LoopsMapping.Segment.Tests.Harness;

namespace LoopsMapping.Segment.Tests.Docs;

/// <summary>What docs/migrating-from-segment.md says of its classes.</summary>
public sealed class MigrationTests
{
    [Theory]
    [InlineData("""{"type":"identify","userId":"u1","traits":{"email":"a@b.co","plan":"pro","created_at":"2026-01-02T03:04:05+01:00","seats":"3","city":"Rome"}}""",
        """contacts/update {"userGroup":"pro","createdAt":"2026-01-02T02:04:05.000Z","seats":3,"email":"a@b.co","userId":"u1","source":"Segment","mailingLists":{},"city":"Rome"}""")]
    [InlineData("""{"type":"identify","userId":"u1","traits":{"email":"a@b.co","account_type":"partner","company":{"name":"Acme"},"newsletter":true}}""",
        """contacts/update {"userGroup":"Partners","company":"Acme","email":"a@b.co","userId":"u1","source":"Segment","mailingLists":{"cm06f5v0e45nf0ml5754o9cix":true},"account_type":"partner"}""")]
    [InlineData("""{"type":"track","userId":"u1","event":"Signed Up","properties":{"plan":"pro"}}""",
        """events/send {"eventName":"Signed Up","userId":"u1","eventProperties":{"plan":"pro"}}""")]
    [InlineData("""{"type":"track","userId":"u1","event":"Order Completed","properties":{"order_id":"7","total":27.5,"currency":"USD","products":[{"name":"Monopoly"}]}}""",
        """events/send {"eventName":"Order Completed","userId":"u1","eventProperties":{"orderNumber":"7","total":27.5,"item":"Monopoly"}}""")]
    [InlineData("""{"type":"track","userId":"u1","event":"Order Completed","properties":{"order_id":"7","total":500}}""",
        """events/send {"eventName":"Order Completed","userId":"u1","eventProperties":{"orderNumber":"7","total":500}}""",
        """events/send {"eventName":"Big Order","userId":"u1","eventProperties":{"total":500}}""")]
    [InlineData("""{"type":"track","userId":"u1","event":"Cart Viewed","properties":{"items":2}}""",
        """events/send {"eventName":"Cart Opened","userId":"u1","eventProperties":{"items":2}}""")]
    [InlineData("""{"type":"track","userId":"u1","event":"Plan Changed","properties":{"old_plan":"free","new_plan":"pro"}}""",
        """events/send {"eventName":"Plan Changed","userId":"u1","plan":"pro","eventProperties":{"old_plan":"free"}}""")]
    [InlineData("""{"type":"track","userId":"u1","event":"Invoice Paid","properties":{"status":"paid","lines":[1]}}""",
        """events/send {"eventName":"Invoice Changed","userId":"u1","eventProperties":{"status":"paid","change":"Invoice Paid"}}""")]
    [InlineData("""{"type":"track","userId":"u1","event":"Trial Ended","properties":{"converted":false}}""",
        """events/send {"eventName":"Trial Lost","userId":"u1","eventProperties":{"converted":false}}""")]
    [InlineData("""{"type":"track","userId":"u1","event":"Trial Ended","properties":{"converted":true}}""",
        """events/send {"eventName":"Trial Ended","userId":"u1","eventProperties":{"converted":true}}""")]
    [InlineData("""{"type":"track","userId":"u1","event":"Feedback Given","properties":{"score":6}}""",
        """events/send {"eventName":"Unhappy Feedback","userId":"u1","eventProperties":{"score":6}}""")]
    [InlineData("""{"type":"track","userId":"u1","event":"Feedback Given","properties":{"score":7}}""",
        """events/send {"eventName":"Feedback Given","userId":"u1","eventProperties":{"score":7}}""")]
    public void A_message_becomes_what_the_page_says(string message, params string[] expected)
    {
        var requests = Mapper.Map(message, null, [.. Mapper.MappingsOf<ShopLoops>()]);
        Assert.Equal(expected.Length, requests.Count);
        foreach (var (request, shown) in requests.Zip(expected))
        {
            Assert.Null(request.Failure);
            var body = Encoding.UTF8.GetString(request.Body.Span);
            Assert.True(shown.StartsWith(request.Path + " ", StringComparison.Ordinal) && JsonValues.AreEqual(shown[(request.Path.Length + 1)..], body), $"{request.Path} {body}");
        }
    }
}
