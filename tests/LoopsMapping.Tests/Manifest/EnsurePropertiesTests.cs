using LoopsMapping.Testing;
using LoopsMapping.Tests.Harness;
using Microsoft.Extensions.Logging;

namespace LoopsMapping.Tests.Manifest;

/// <summary>Creating the contact properties that the code sends, against the local Loops over HTTP.</summary>
public sealed class EnsurePropertiesTests
{
    private static readonly string[] Sent = ["favoriteColor", "favoriteNumber", "text"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_account_lacks_is_created_with_its_type()
    {
        await using var loops = await StartAsync(new LoopsServerContactProperty("favoriteColor", LoopsServerPropertyType.Text));

        var plan = await Client(loops).EnsurePropertiesAsync(Cancel);

        Assert.Equal([new("favoriteNumber", LoopsPropertyType.Number), new LoopsManifestProperty("text", LoopsPropertyType.Text)], plan.Missing);
        Assert.Empty(plan.Conflicts);
        var account = await loops.Client.Api.ListContactPropertiesAsync(customOnly: true, Cancel);
        Assert.Equal(Sent, account.Select(static property => property.Key).Order(StringComparer.Ordinal));
        Assert.Equal("number", account.Single(static property => property.Key == "favoriteNumber").Type);
        Assert.Contains(loops.Log.Collector.GetSnapshot(), static entry => entry.Message == "The contact property favoriteNumber (Number) was created in Loops, because The shop sends it.");
    }

    [Fact]
    public async Task A_second_time_there_is_nothing_to_do()
    {
        await using var loops = await StartAsync();
        await Client(loops).EnsurePropertiesAsync(Cancel);
        var requests = loops.Server.Requests.Count;

        Assert.Empty((await Client(loops).EnsurePropertiesAsync(Cancel)).Missing);
        Assert.Equal(requests + 1, loops.Server.Requests.Count);
    }

    [Fact]
    public async Task Instances_that_start_together_do_not_get_in_each_others_way()
    {
        await using var loops = await StartAsync();

        var plans = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Client(loops).EnsurePropertiesAsync(Cancel)));

        Assert.Equal(Sent, plans.SelectMany(static plan => plan.Missing).Select(static property => property.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_property_of_another_type_is_told_and_left_alone()
    {
        await using var loops = await StartAsync(new LoopsServerContactProperty("favoriteColor", LoopsServerPropertyType.Boolean));

        Assert.Equal([new LoopsPropertyConflict("favoriteColor", LoopsPropertyType.Text, "boolean")], (await Client(loops).EnsurePropertiesAsync(Cancel)).Conflicts);
        Assert.Equal(
            "The shop sends Text as the contact property favoriteColor, which is boolean in Loops. Change the member's type, or the property in Loops.",
            Assert.Single(loops.Log.Collector.GetSnapshot(), static entry => entry.Level == LogLevel.Warning).Message);
    }

    [Fact]
    public async Task A_refused_key_is_thrown()
    {
        await using var loops = await StartAsync();
        loops.Options.ApiKey = "wrong";

        await Assert.ThrowsAsync<LoopsAuthenticationException>(() => Client(loops).EnsurePropertiesAsync(Cancel));
    }

    [Fact]
    public async Task A_property_that_cannot_be_created_is_thrown_as_the_refusal_it_is()
    {
        await using var loops = await StartAsync();
        var manifest = LoopsManifest.Parse("""{"version":1,"destination":"d","name":"n","mappings":[{"type":"T","action":"contact","fields":[{"name":"teamId","place":"contact","type":"text"}]}]}""");

        await Assert.ThrowsAsync<LoopsBadRequestException>(() => loops.Client.Api.EnsureContactPropertiesAsync(manifest, Cancel));
    }

    [Fact]
    public async Task Where_nothing_reaches_Loops_there_is_nothing_to_do()
    {
        await using var loops = await LoopsFixture.StartAsync(static options => options.Mode = LoopsMode.Log);

        Assert.Empty((await Client(loops).EnsurePropertiesAsync(Cancel)).Missing);
        Assert.Empty((await new ShopLoops(new LoopsRecorder()).EnsurePropertiesAsync(Cancel)).Missing);
        Assert.Empty(loops.Server.Requests);
    }

    private static ShopLoops Client(LoopsFixture loops) => new(loops.Delivery);

    private static Task<LoopsFixture> StartAsync(params LoopsServerContactProperty[] account)
    {
        var time = new VirtualTime();
        return LoopsFixture.StartAsync(time, server: new LoopsServerOptions { TimeProvider = time, RequestsPerSecond = 0, ContactProperties = account });
    }
}

/// <summary>A destination of two contacts.</summary>
[LoopsDestination(typeof(User), typeof(Note), Name = "The shop")]
public partial class ShopLoops;
