using LoopsMapping;
using LoopsMapping.Testing;

namespace SegmentGateway;

/// <summary>A first look without an account: a local Loops in this process takes what the gateway sends.</summary>
internal static class Trial
{
    /// <summary>A team of its own, so that nothing of a trial is sent to the account whose key comes later.</summary>
    private const string Team = "trial";

    /// <summary>
    /// Whether it is one. A gateway that has write keys, or a webhook secret, is meant for real traffic: without an API key it must not start, and least of
    /// all take messages and keep them from Loops.
    /// </summary>
    public static bool IsMeant(IConfiguration configuration, IHostEnvironment environment)
        => string.IsNullOrEmpty(configuration["Loops:ApiKey"])
            && !"Log".Equals(configuration["Loops:Mode"], StringComparison.OrdinalIgnoreCase)
            && (environment.IsDevelopment() || !(configuration.GetSection("Segment:WriteKeys").Exists() || configuration.GetSection("Segment:WebhookSecrets").Exists()));

    /// <summary>Starts the local Loops and sends there, whatever else is configured.</summary>
    public static async Task<LoopsServer> StartAsync(IServiceCollection services, string outbox)
    {
        var loops = await LoopsServer.StartAsync(new() { JournalPath = Path.ChangeExtension(outbox, ".trial.jsonl"), OnRequest = Show });
        services.PostConfigureAll<LoopsOptions>(options =>
        {
            options.ApiKey = loops.ApiKey;
            options.BaseAddress = loops.BaseAddress;
            options.Team = Team;
        });
        return loops;
    }

    private static void Show(LoopsServerRequest request)
        => Console.WriteLine($"→ {request.Method} {request.Path} {request.StatusCode}{(request.IdempotencyKey is { } key ? $"  key {key}" : "")}\n  {request.Body}");
}
