using System.Net;

namespace SegmentGateway.Tests;

/// <summary>What the gateway makes of messages.</summary>
public sealed class GatewayTests
{
    [Fact]
    public async Task It_starts_with_nothing_set_and_sends_to_a_local_Loops()
    {
        await using var gateway = await Gateway.StartAsync();
        var sent = gateway.Expect("→ PUT /api/v1/contacts/update 200");

        Assert.Equal("Healthy", await gateway.Http.GetStringAsync("/healthz", Gateway.Cancel));
        await gateway.PostAsync("/v1/identify", """{"userId":"adam","traits":{"email":"adam@example.com","plan":"pro"}}""");
        await sent;

        Assert.Contains("Sending to a local Loops, since Loops:ApiKey is not set.", gateway.Output, StringComparison.Ordinal);
        Assert.Contains("No write keys are set, so only this machine is served.", gateway.Output, StringComparison.Ordinal);
        Assert.Contains($"Try it:  curl {gateway.Http.BaseAddress!.ToString().TrimEnd('/')}/v1/identify", gateway.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_does_not_take_real_traffic_without_an_account()
    {
        var (exitCode, output) = await Gateway.FailAsync(("Segment__WriteKeys__0", "shop"));

        Assert.Equal(1, exitCode);
        Assert.Contains("Loops:ApiKey", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_identify_and_a_track_go_out_as_Segment_sends_them()
    {
        await using var arrivals = await Arrivals.StartAsync();
        await using var gateway = await Gateway.StartAsync(arrivals.Settings);

        await gateway.PostAsync("/v1/identify", """{"userId":"adam","messageId":"m1","traits":{"email":"adam@example.com","plan":"pro"}}""");
        await gateway.PostAsync("/v1/track", """{"userId":"adam","messageId":"m2","event":"Signed Up","properties":{"plan":"pro"},"context":{"traits":{"email":"adam@example.com"}}}""");
        await arrivals.WaitAsync(2);

        Assert.Equal(
            [
                """{"email":"adam@example.com","source":"Segment","userId":"adam","mailingLists":{},"plan":"pro"}""",
                """{"email":"adam@example.com","eventName":"Signed Up","userId":"adam","eventProperties":{"plan":"pro"}}""",
            ],
            arrivals.Loops.Requests.Select(static request => request.Body));
        Assert.Equal("m2", Assert.Single(arrivals.Loops.Events).IdempotencyKey);
    }

    [Fact]
    public async Task An_order_goes_out_as_its_class_says_with_what_the_class_does_not_name()
    {
        await using var arrivals = await Arrivals.StartAsync();
        await using var gateway = await Gateway.StartAsync(arrivals.Settings);

        await gateway.PostAsync("/v1/batch", """
            {"batch":[
              {"type":"identify","userId":"adam","traits":{"email":"adam@example.com"}},
              {"type":"track","userId":"adam","event":"Order Completed","properties":
                {"order_id":50314527,"total":"27.5","currency":"USD","discount_code":"hasbro","shipping":3,"products":[{"sku":"45790-32","name":"Monopoly"}]}}
            ]}
            """);
        await arrivals.WaitAsync(2);

        Assert.Equal(
            """{"userId":"adam","eventName":"Order Completed","eventProperties":{"orderId":"50314527","total":27.5,"currency":"USD","coupon":"hasbro","firstProduct":"Monopoly","shipping":3}}""",
            arrivals.Loops.Requests[1].Body);
        Assert.Equal("Order Completed", Assert.Single(arrivals.Loops.Events).Name);
    }

    [Fact]
    public async Task An_order_whose_total_is_no_number_is_kept_and_says_where()
    {
        await using var arrivals = await Arrivals.StartAsync();
        await using var gateway = await Gateway.StartAsync(arrivals.Settings);

        await gateway.PostAsync("/v1/track", """{"userId":"adam","messageId":"m1","event":"Order Completed","properties":{"order_id":"50314527","total":"a lot"}}""");

        var letter = Assert.Single(await gateway.DeadLettersAsync());
        Assert.Contains("$.properties.total", letter.Failure!.Detail, StringComparison.Ordinal);
        Assert.Empty(arrivals.Loops.Requests);
        // Somebody has to look, and nothing has to be taken off the net.
        using var health = await gateway.Http.GetAsync("/healthz", Gateway.Cancel);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task Only_those_who_know_a_write_key_can_send()
    {
        await using var arrivals = await Arrivals.StartAsync();
        await using var gateway = await Gateway.StartAsync([.. arrivals.Settings, ("Segment__WriteKeys__0", "shop"), ("Segment__WriteKeys__1", "app")]);

        using var refused = await gateway.Http.PostAsync("/v1/track", new StringContent("""{"userId":"adam","event":"Signed Up","writeKey":"other"}"""), Gateway.Cancel);
        await gateway.PostAsync("/v1/identify", """{"userId":"adam","traits":{"email":"adam@example.com"},"writeKey":"app"}""");
        await arrivals.WaitAsync(1);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Single(arrivals.Loops.Contacts);
    }
}
