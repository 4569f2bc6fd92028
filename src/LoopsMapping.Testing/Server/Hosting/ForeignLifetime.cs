using Microsoft.Extensions.Hosting;

namespace LoopsMapping.Testing.Hosting;

/// <summary>The process belongs to whoever starts the server: the default lifetime would take Ctrl+C and SIGTERM away from them.</summary>
internal sealed class ForeignLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
