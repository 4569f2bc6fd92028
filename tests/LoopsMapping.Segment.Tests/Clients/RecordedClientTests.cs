using System.Net;
using LoopsMapping.Segment.Tests.Harness;
using LoopsMapping.Testing;
using Microsoft.AspNetCore.Builder;

namespace LoopsMapping.Segment.Tests.Clients;

/// <summary>What SDKs have sent, byte for byte. The Node SDK itself is run against the sample gateway.</summary>
public sealed class RecordedClientTests
{
    /// <summary>By SDK: the id of the message of "Signed Up", and whether it has the address.</summary>
    private static readonly Dictionary<string, (string MessageId, bool HasEmail)> SignUps = new()
    {
        ["analytics-node 3.1.0"] = ("node-next-1795466034424-c01eb62b-bca7-4c23-901f-174e2e42b9d9", true),
        // It never sends the traits of the user along.
        ["Analytics-CSharp 2.6.0"] = ("64bd6db4-65f8-47cc-b118-c4d48680fbe9", false),
        ["Analytics.NET 3.8.1"] = ("38924129-065e-41ba-a89a-75701efa2097", true),
        ["Analytics.NET 3.8.1, packed"] = ("a167d3df-f0d5-4219-8786-a8c7adae10db", true),
    };

    public static TheoryData<string> Clients => [.. SignUps.Keys];

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task What_an_SDK_has_sent_arrives_in_order_and_once(string client)
    {
        var recorded = RecordedRequest.All().Single(request => request.Client == client && request.Body is not null);
        await using var app = await SegmentApp.StartAsync(static options => options.WriteKeys = [RecordedRequest.Key]);
        // An SDK that has lost the answer sends the same again.
        for (var i = 0; i < 2; i++)
        {
            using var request = recorded.ToMessage();
            using var answer = await app.Http.SendAsync(request, SegmentApp.Cancel);
            await SegmentApp.AssertAsync(HttpStatusCode.OK, answer);
            await app.FlushAsync();
        }

        var contact = Assert.Single(app.Loops.Contacts);
        Assert.Equal(("u1", "a@b.co", "A", "Segment"), (contact.UserId, contact.Email, contact.FirstName, contact.Source));
        var sent = Assert.Single(app.Loops.Events);
        var (messageId, hasEmail) = SignUps[client];
        Assert.Equal(("Signed Up", "u1", hasEmail ? "a@b.co" : null, messageId), (sent.Name, sent.UserId, sent.Email, sent.IdempotencyKey));
        Assert.Equal("pro", sent.Properties["plan"].GetString());
        Assert.Equal(2, app.Loops.Requests.Count);
    }

    [Fact]
    public async Task An_event_of_somebody_unknown_is_kept_and_holds_nobody_up()
    {
        var recorded = RecordedRequest.All().First();
        await using var app = await SegmentApp.StartAsync(static options => options.WriteKeys = [RecordedRequest.Key]);

        using var request = recorded.ToMessage();
        using var answer = await app.Http.SendAsync(request, SegmentApp.Cancel);
        await SegmentApp.AssertAsync(HttpStatusCode.OK, answer);
        await app.FlushAsync();

        var letter = Assert.Single(await app.DeadLettersAsync());
        Assert.Equal(("Anon", "my-id"), (letter.Name, letter.IdempotencyKey));
        Assert.Contains("required field 'userId'", letter.Failure!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_settings_that_Analytics_CSharp_asks_for_send_it_to_where_it_asked()
    {
        var recorded = RecordedRequest.All().Single(static request => request.Body is null);
        await using var app = await SegmentApp.StartAsync(
            static application => application.MapGroup("/cdn").MapSegment<PlainLoops>(static options => options.WriteKeys = [RecordedRequest.Key]));

        using var request = recorded.ToMessage();
        using var answer = await app.Http.SendAsync(request, SegmentApp.Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(
            $$$$"""{"integrations":{"Segment.io":{"apiKey":"{{{{RecordedRequest.Key}}}}","apiHost":"{{{{app.Http.BaseAddress!.Authority}}}}/cdn/v1"}}}""",
            await answer.Content.ReadAsStringAsync(SegmentApp.Cancel));
        var upload = RecordedRequest.All().Single(static request => request.Client.StartsWith("Analytics-CSharp", StringComparison.Ordinal) && request.Body is not null);
        using var batch = (upload with { Path = $"/cdn{upload.Path}" }).ToMessage();
        using var taken = await app.Http.SendAsync(batch, SegmentApp.Cancel);
        await SegmentApp.AssertAsync(HttpStatusCode.OK, taken);
    }
}
