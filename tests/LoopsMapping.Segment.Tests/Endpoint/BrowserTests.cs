using System.Net;
using LoopsMapping.Segment.Tests.Harness;

namespace LoopsMapping.Segment.Tests.Endpoint;

/// <summary>Settings and CORS, which SDKs in browsers and apps ask for first.</summary>
public sealed class BrowserTests
{
    [Fact]
    public async Task Settings_name_the_source_and_where_it_sends()
    {
        await using var app = await SegmentApp.StartAsync();
        var answer = await app.Http.GetAsync($"/v1/projects/{SegmentApp.Key}/settings", SegmentApp.Cancel);
        Assert.Equal(
            $$$$"""{"integrations":{"Segment.io":{"apiKey":"{{{{SegmentApp.Key}}}}","apiHost":"{{{{app.Http.BaseAddress!.Authority}}}}/v1"}}}""",
            await answer.Content.ReadAsStringAsync(SegmentApp.Cancel));
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        await SegmentApp.AssertAsync(HttpStatusCode.Unauthorized, await app.Http.GetAsync("/v1/projects/unknown/settings", SegmentApp.Cancel));
    }

    [Theory]
    [InlineData("https://app.example.com", true)]
    [InlineData("https://evil.example.com", false)]
    public async Task Web_pages_of_configured_origins_may_send(string origin, bool isAllowed)
    {
        await using var app = await SegmentApp.StartAsync(settings: new() { ["Segment:AllowedOrigins:0"] = "https://app.example.com/" });
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/v1/t");
        preflight.Headers.Add("Origin", origin);
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "content-type,authorization");
        var answer = await app.Http.SendAsync(preflight, SegmentApp.Cancel);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(isAllowed ? [origin] : [], Values(answer, "Access-Control-Allow-Origin"));
        Assert.Equal(isAllowed ? ["content-type,authorization"] : [], Values(answer, "Access-Control-Allow-Headers"));

        answer = await app.PostAsync("/v1/t", Message.Track("u1", "Paid"), change: request => request.Headers.Add("Origin", origin));
        await SegmentApp.AssertAsync(HttpStatusCode.OK, answer);
        Assert.Equal(isAllowed ? [origin] : [], Values(answer, "Access-Control-Allow-Origin"));
    }

    private static IEnumerable<string> Values(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? values : [];
}
