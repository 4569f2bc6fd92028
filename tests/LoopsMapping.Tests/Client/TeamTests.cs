using LoopsMapping.Testing;
using LoopsMapping.Tests.Harness;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LoopsMapping.Tests.Client;

/// <summary>Several teams in one application, a key that changes, and how the application learns how it goes.</summary>
public sealed class TeamTests
{
    private static readonly User Adam = new("u1", "adam@loops.so");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_key_has_a_client_with_a_key_of_its_own()
    {
        await using var shop = await LoopsServer.StartAsync(new LoopsServerOptions { ApiKey = "shop-key" }, Cancel);
        await using var blog = await LoopsServer.StartAsync(new LoopsServerOptions { ApiKey = "blog-key" }, Cancel);
        await using var provider = Services(services =>
        {
            services.AddKeyedLoops<AppLoops>("shop", options => Use(options, shop));
            services.AddKeyedLoops<AppLoops>("blog", options => Use(options, blog));
        });

        await provider.GetRequiredKeyedService<AppLoops>("shop").IdentifyAsync(Adam, Cancel);
        await provider.GetRequiredKeyedService<AppLoops>("blog").IdentifyAsync(Adam with { Id = "b1" }, Cancel);

        Assert.Equal("u1", Assert.Single(shop.Contacts).UserId);
        Assert.Equal("b1", Assert.Single(blog.Contacts).UserId);
        Assert.Null(provider.GetService<AppLoops>());
    }

    [Fact]
    public async Task Destinations_of_one_team_share_its_pace_and_those_of_another_do_not()
    {
        await using var provider = Services(static services =>
        {
            services.AddLoops<AppLoops>(static options => options.ApiKey = "a");
            services.AddKeyedLoops<AppLoops>("same", static options => (options.ApiKey, options.Team) = ("a", "default"));
            services.AddKeyedLoops<AppLoops>("other", static options => options.ApiKey = "b");
        });
        var teams = provider.GetRequiredService<LoopsTeams>();
        var registrations = provider.GetServices<LoopsRegistration>().ToList();

        Assert.Same(teams.Of(registrations[0]), teams.Of(registrations[1]));
        Assert.NotSame(teams.Of(registrations[0]), teams.Of(registrations[2]));
        Assert.Equal(["default", "default", "other"], registrations.Select(registration => teams.Of(registration).Name));
    }

    [Theory]
    [InlineData("b", "https://app.loops.so/api/v1/", "different API keys")]
    [InlineData("a", "https://loops.example/api/v1/", "different base addresses")]
    public async Task One_team_with_two_keys_or_addresses_stops_the_start(string key, string address, string message)
    {
        using var host = Host(services =>
        {
            services.AddKeyedLoops<AppLoops>("one", static options => (options.ApiKey, options.Team) = ("a", "team"));
            services.AddKeyedLoops<AppLoops>("two", options => (options.ApiKey, options.Team, options.BaseAddress) = (key, "team", new(address)));
        });

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancel));

        Assert.StartsWith("The app (one) and The app (two) have the Loops team 'team' and " + message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_can_be_changed_while_the_application_runs()
    {
        await using var server = await LoopsServer.StartAsync(new LoopsServerOptions { ApiKey = "new-key" }, Cancel);
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Loops:ApiKey"] = "old-key", ["Loops:BaseAddress"] = server.BaseAddress.AbsoluteUri });
        await using var provider = Services(services => services.AddLoops<AppLoops>(configuration.GetSection("Loops")));
        var loops = provider.GetRequiredService<AppLoops>();
        await Assert.ThrowsAsync<LoopsAuthenticationException>(() => loops.IdentifyAsync(Adam, Cancel));

        configuration["Loops:ApiKey"] = "new-key";
        ((IConfigurationRoot)configuration).Reload();

        Assert.Equal(LoopsOutcome.Accepted, (await loops.IdentifyAsync(Adam, Cancel)).Outcome);
    }

    [Fact]
    public async Task Retries_that_an_application_gives_all_its_clients_do_not_multiply_with_ours()
    {
        await using var server = await LoopsServer.StartAsync(new LoopsServerOptions { RequestsPerSecond = 0 }, Cancel);
        server.FailNext(LoopsServerFault.InternalServerError, times: 100);
        await using var provider = Services(services =>
        {
            services.AddSingleton<TimeProvider>(new VirtualTime());
            services.ConfigureHttpClientDefaults(static http => http.AddStandardResilienceHandler());
            services.AddLoops<AppLoops>(options =>
            {
                Use(options, server);
                options.MaxAttempts = 3;
            });
        });

        await Assert.ThrowsAsync<LoopsApiException>(() => provider.GetRequiredService<AppLoops>().IdentifyAsync(Adam, Cancel));

        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_health_check_tells_how_it_goes_and_asks_Loops_nothing()
    {
        await using var server = await LoopsServer.StartAsync(new LoopsServerOptions { RequestsPerSecond = 0 }, Cancel);
        var key = "wrong";
        await using var provider = Services(services =>
        {
            services.AddSingleton<TimeProvider>(new VirtualTime());
            services.AddLoops<AppLoops>(options => Use(options, server));
            services.PostConfigureAll<LoopsOptions>(options => options.ApiKey = key);
            services.AddHealthChecks().AddLoops<AppLoops>();
        });
        var loops = provider.GetRequiredService<AppLoops>();
        var checks = provider.GetRequiredService<HealthCheckService>();

        Assert.Equal(HealthStatus.Healthy, (await checks.CheckHealthAsync(Cancel)).Status);
        await Assert.ThrowsAsync<LoopsAuthenticationException>(() => loops.IdentifyAsync(Adam, Cancel));
        var refused = (await checks.CheckHealthAsync(Cancel)).Entries["loops"];
        Assert.Equal((HealthStatus.Unhealthy, "Loops refuses the API key with 401. Check Loops:ApiKey."), (refused.Status, refused.Description));

        key = server.ApiKey;
        provider.GetRequiredService<IOptionsMonitorCache<LoopsOptions>>().Clear();
        await loops.IdentifyAsync(Adam, Cancel);
        Assert.Equal(HealthStatus.Healthy, (await checks.CheckHealthAsync(Cancel)).Status);

        server.FailNext(LoopsServerFault.ServiceUnavailable, times: 4);
        await Assert.ThrowsAsync<LoopsApiException>(() => loops.IdentifyAsync(Adam, Cancel));
        var failing = (await checks.CheckHealthAsync(Cancel)).Entries["loops"];
        Assert.Equal((HealthStatus.Degraded, "The last 4 requests failed: Loops answers 503."), (failing.Status, failing.Description));
        Assert.Equal(6, server.Requests.Count);
    }

    private static void Use(LoopsOptions options, LoopsServer server)
        => (options.ApiKey, options.BaseAddress, options.RequestsPerSecond) = (server.ApiKey, server.BaseAddress, 0);

    private static ServiceProvider Services(Action<IServiceCollection> configure)
    {
        var services = new ServiceCollection().AddLogging();
        configure(services);
        return services.BuildServiceProvider();
    }

    private static IHost Host(Action<IServiceCollection> configure)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.ClearProviders();
        configure(builder.Services);
        return builder.Build();
    }
}
