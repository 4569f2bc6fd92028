using LoopsMapping.Testing;

namespace SegmentGateway.Tests;

/// <summary>A local Loops that tells when requests have arrived.</summary>
internal sealed class Arrivals : IAsyncDisposable
{
    private readonly SemaphoreSlim _arrived = new(0);

    public LoopsServer Loops { get; private set; } = null!;

    /// <summary>The settings that send to it.</summary>
    public (string, string)[] Settings =>
        [("Loops__ApiKey", Loops.ApiKey), ("Loops__BaseAddress", Loops.BaseAddress.AbsoluteUri), ("Loops__RequestsPerSecond", "0")];

    public static async Task<Arrivals> StartAsync()
    {
        var arrivals = new Arrivals();
        arrivals.Loops = await LoopsServer.StartAsync(new() { RequestsPerSecond = 0, OnRequest = _ => arrivals._arrived.Release() }, Gateway.Cancel);
        return arrivals;
    }

    public async Task WaitAsync(int requests)
    {
        for (var i = 0; i < requests; i++)
            await _arrived.WaitAsync(Gateway.Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await Loops.DisposeAsync();
        _arrived.Dispose();
    }
}
