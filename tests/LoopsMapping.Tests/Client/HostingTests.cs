using LoopsMapping.Testing;
using LoopsMapping.Tests.Harness;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LoopsMapping.Tests.Client;

/// <summary>Registration, configuration and what is said when it is wrong.</summary>
public sealed class HostingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_binds_the_section_and_sends()
    {
        await using var server = await LoopsServer.StartAsync(cancellationToken: Cancel);
        using var host = Host(new()
        {
            ["Loops:ApiKey"] = server.ApiKey,
            ["Loops:BaseAddress"] = server.BaseAddress.AbsoluteUri.TrimEnd('/'),
            ["Loops:RequestsPerSecond"] = "0",
        });
        await host.StartAsync(Cancel);

        var loops = host.Services.GetRequiredService<AppLoops>();
        await loops.IdentifyAsync(new User("u1", "adam@loops.so"), Cancel);

        Assert.Same(loops, host.Services.GetRequiredService<AppLoops>());
        var request = Assert.Single(server.Requests);
        Assert.Equal("/api/v1/contacts/update", request.Path);
        Assert.StartsWith("LoopsMapping/", request.Headers["User-Agent"], StringComparison.Ordinal);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        await host.StopAsync(Cancel);
    }

    [Fact]
    public async Task A_missing_key_stops_the_start_and_names_every_way_to_give_one()
    {
        using var host = Host([]);

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancel));

        Assert.Contains("dotnet user-secrets set Loops:ApiKey", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Loops__ApiKey", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Loops:Mode=Log", exception.Message, StringComparison.Ordinal);
        Assert.StartsWith("The app: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_mode_starts_without_a_key()
    {
        using var host = Host(new() { ["Loops:Mode"] = "Log" });
        await host.StartAsync(Cancel);

        var receipt = await host.Services.GetRequiredService<AppLoops>().IdentifyAsync(new User("u1", null), Cancel);

        Assert.Equal(LoopsOutcome.Suppressed, receipt.Outcome);
    }

    [Theory]
    [InlineData("Loops:ApiKey", "secret key\n", "Copy it once more")]
    [InlineData("Loops:BaseAddress", "ftp://loops.so/", "Loops:BaseAddress must be")]
    [InlineData("Loops:BaseAddress", "/api/v1/", "Loops:BaseAddress must be")]
    [InlineData("Loops:RequestsPerSecond", "-1", "Loops:RequestsPerSecond must be")]
    [InlineData("Loops:RequestsPerSecond", "NaN", "Loops:RequestsPerSecond must be")]
    [InlineData("Loops:MaxAttempts", "0", "Loops:MaxAttempts must be")]
    [InlineData("Loops:TotalTimeout", "00:00:00", "Loops:TotalTimeout must be")]
    [InlineData("Loops:Mode", "7", "Loops:Mode is 7")]
    public async Task A_setting_that_cannot_work_stops_the_start(string key, string value, string message)
    {
        using var host = Host(new() { ["Loops:ApiKey"] = "key", [key] = value });

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancel));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_arguments_the_section_Loops_is_bound()
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Loops:Mode"] = "Log" });
        builder.Services.AddLoops<AppLoops>();
        using var host = builder.Build();
        await host.StartAsync(Cancel);

        Assert.Equal(LoopsOutcome.Suppressed, (await host.Services.GetRequiredService<AppLoops>().IdentifyAsync(new User("u1", null), Cancel)).Outcome);
    }

    [Fact]
    public async Task Handlers_can_be_added_and_options_set_in_code()
    {
        var seen = new List<string>();
        var services = new ServiceCollection().AddLogging();
        services.AddLoops<AppLoops>(static options => options.ApiKey = "key")
            .HttpClient.AddHttpMessageHandler(() => new AnsweringHandler(seen));
        await using var provider = services.BuildServiceProvider();

        var receipt = await provider.GetRequiredService<AppLoops>().IdentifyAsync(new User("u1", null), Cancel);

        Assert.Equal(new LoopsReceipt(LoopsOutcome.Accepted, null, "c1"), receipt);
        Assert.Equal(["https://app.loops.so/api/v1/contacts/update"], seen);
    }

    [Fact]
    public async Task A_program_without_dependency_injection_creates_its_client()
    {
        await using var server = await LoopsServer.StartAsync(cancellationToken: Cancel);
        var loops = AppLoops.Create(new LoopsOptions { ApiKey = server.ApiKey, BaseAddress = server.BaseAddress });

        await loops.TrackAsync(new UserRegistered("u1", "adam@loops.so", "Pro"), Cancel);

        Assert.Single(server.Events);
        Assert.Contains("Loops:ApiKey is missing", Assert.Throws<OptionsValidationException>(static () => AppLoops.Create(new LoopsOptions())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recorder_gives_the_objects_back_and_refuses_what_Loops_would()
    {
        var recorder = new LoopsRecorder();
        var loops = new AppLoops(recorder);
        var adam = new User("u1", "adam@loops.so");

        Assert.True(loops.IdentifyAsync(adam, Cancel).IsCompletedSuccessfully);
        Assert.True(loops.TrackAsync(new UserRegistered("u1", null, "Pro"), new LoopsSendOptions { IdempotencyKey = "k" }, Cancel).IsCompletedSuccessfully);
        Assert.IsType<LoopsValidationException>(loops.IdentifyAsync(new User(null, null), Cancel).Exception?.InnerException);

        Assert.True(loops.SendAsync(new PasswordReset("adam@loops.so", "https://app.example/1"), Cancel).IsCompletedSuccessfully);
        Assert.IsType<LoopsValidationException>(loops.SendAsync(new PasswordReset(" ", ""), Cancel).Exception?.InnerException);

        Assert.Same(adam, Assert.Single(recorder.Identified<User>()));
        Assert.Equal("https://app.example/1", Assert.Single(recorder.Sent<PasswordReset>()).ResetLink);
        Assert.Equal("Pro", Assert.Single(recorder.Tracked<UserRegistered>()).Plan);
        Assert.Empty(recorder.Tracked<User>());
        Assert.Equal(("User Registered", "k", """{"eventName":"User Registered","userId":"u1","eventProperties":{"plan":"Pro"}}"""),
            (recorder.Records[1].Mapping, recorder.Records[1].IdempotencyKey, recorder.Records[1].Body));
        recorder.Clear();
        Assert.Empty(recorder.Records);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" k")]
    [InlineData("a\nb")]
    [InlineData("ä")]
    public void An_idempotency_key_that_is_no_header_is_refused(string key)
        => Assert.Throws<ArgumentException>(() => new LoopsSendOptions { IdempotencyKey = key });

    [Fact]
    public void An_idempotency_key_has_at_most_100_characters_and_a_lane_is_not_blank()
    {
        Assert.Equal(100, new LoopsSendOptions { IdempotencyKey = new string('k', 100) }.IdempotencyKey!.Length);
        Assert.Throws<ArgumentException>(static () => new LoopsSendOptions { IdempotencyKey = new string('k', 101) });
        Assert.Throws<ArgumentException>(static () => new LoopsSendOptions { Lane = " " });
    }

    private static IHost Host(Dictionary<string, string?> configuration)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(configuration);
        builder.Logging.ClearProviders();
        builder.Services.AddLoops<AppLoops>(builder.Configuration.GetSection("Loops"));
        return builder.Build();
    }

    private sealed class AnsweringHandler(List<string> seen) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Add(request.RequestUri!.AbsoluteUri);
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent("""{"success":true,"id":"c1"}""") });
        }
    }
}
