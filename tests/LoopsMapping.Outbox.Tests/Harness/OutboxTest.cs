namespace LoopsMapping.Outbox.Tests.Harness;

/// <summary>A test with a <see cref="World"/> of its own.</summary>
public abstract class OutboxTest : IAsyncDisposable
{
    private protected World World { get; } = new();

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await World.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
