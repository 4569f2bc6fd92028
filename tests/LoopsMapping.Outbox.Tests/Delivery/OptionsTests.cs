using LoopsMapping.Outbox.Tests.Harness;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LoopsMapping.Outbox.Tests.Delivery;

/// <summary>What cannot work is told when the application starts, with what to do.</summary>
public sealed class OptionsTests : OutboxTest
{
    [Fact]
    public async Task Without_a_file_the_application_does_not_start()
    {
        var app = await World.CreateAsync(new() { Use = static loops => loops.UseSqliteOutbox() });
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(app.StartAsync);
        Assert.Contains("Loops:Outbox:Path", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MaxConcurrency", "0")]
    [InlineData("MaxConcurrency", "1001")]
    [InlineData("RetryFor", "00:00:00")]
    [InlineData("DeadLetterRetention", "-1")]
    [InlineData("ReceiptRetention", "23:59:59")]
    [InlineData("RunRetention", "00:00:00")]
    public async Task An_option_out_of_range_is_named(string key, string value)
    {
        var app = await World.CreateAsync(new() { Path = World.Path, Loops = { [$"Outbox:{key}"] = value } });
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(app.StartAsync);
        Assert.Contains($"Loops:Outbox:{key}", exception.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(World.Path));
    }

    [Fact]
    public async Task The_file_can_come_from_the_configuration()
    {
        var app = await World.StartAsync(new() { Use = static loops => loops.UseSqliteOutbox(), Loops = { ["Outbox:Path"] = World.Path } });
        Assert.True(File.Exists(World.Path));
        Assert.Equal($"SQLite {World.Path}", app.Store.Name);
    }

    [Fact]
    public async Task The_file_of_the_call_takes_the_place_of_the_configuration_s()
    {
        await World.StartAsync(new() { Path = World.Path, Loops = { ["Outbox:Path"] = $"{World.Path}.other" } });
        Assert.True(File.Exists(World.Path));
        Assert.False(File.Exists($"{World.Path}.other"));
    }

    [Fact]
    public void A_destination_has_one_outbox()
    {
        var loops = new ServiceCollection().AddLoops<AppLoops>().UseSqliteOutbox("a.db");
        var exception = Assert.Throws<InvalidOperationException>(() => loops.UseSqliteOutbox("b.db"));
        Assert.Contains("has an outbox already", exception.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => loops.UseInMemoryOutbox());
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void A_blank_path_is_refused(string path) => Assert.Throws<ArgumentException>(() => new ServiceCollection().AddLoops<AppLoops>().UseSqliteOutbox(path));

    [Fact]
    public async Task Destinations_of_one_file_share_one_store()
    {
        var app = await World.StartAsync(new() { Path = World.Path, Services = World.AddShop });
        var stores = app.Services.GetServices<LoopsRegistration>().Select(registration => app.Services.GetRequiredKeyedService<ILoopsOutboxStore>(registration.Name)).ToList();
        Assert.Equal(2, stores.Count);
        Assert.Same(stores[0], stores[1]);
    }

    [Fact]
    public async Task A_keyed_destination_has_its_file_in_its_own_section()
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Shop:ApiKey"] = World.ApiKey,
            ["Shop:Outbox:Path"] = $"{World.Path}.shop",
        }).Build().GetSection("Shop");
        var app = await World.CreateAsync(new() { Path = World.Path, Services = services => services.AddKeyedLoops<AppLoops>("shop", section).UseSqliteOutbox() });
        await app.Services.GetRequiredKeyedService<AppLoops>("shop").TrackAsync(new Stepped("u1"), cancellationToken: Cancel);
        Assert.True(File.Exists($"{World.Path}.shop"));
        Assert.False(File.Exists(World.Path));
    }

    [Fact]
    public async Task Two_destinations_of_one_team_with_different_keys_do_not_start()
    {
        var app = await World.CreateAsync(new()
        {
            Path = World.Path,
            Services = services => services.AddKeyedLoops<AppLoops>("shop", static options => (options.ApiKey, options.Team) = ("another", "default")).UseSqliteOutbox(World.Path),
        });
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(app.StartAsync);
        Assert.Contains("different API keys", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_of_one_s_own_is_used_and_disposed()
    {
        var store = new InMemoryOutboxStore(World.Time);
        var app = await World.StartAsync(new() { Use = loops => loops.UseOutbox("mine", _ => store) });
        await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), cancellationToken: Cancel);
        Assert.Same(store, app.Watched.Inner);
        await World.UntilEmptyAsync(app);
        Assert.Single(World.Server.Events);
    }
}
