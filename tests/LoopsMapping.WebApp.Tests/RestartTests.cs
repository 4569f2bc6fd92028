using LoopsMapping;
using LoopsMapping.Testing;
using WebApp.Loops;

namespace WebApp.Tests;

/// <summary>What Loops still knows when everything has been started anew.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("webapp-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_sign_up_that_is_sent_again_after_a_restart_of_both_sides_mails_once()
    {
        var file = Path.Combine(_folder.FullName, "loops.jsonl");
        var registered = new UserRegistered(Guid.Parse("0199f3c2-7d10-7c4e-9a51-2b7f8d3e6a10"), "adam@example.com", Plan.Pro);

        await using (var before = await LoopsServer.StartAsync(new LoopsServerOptions { JournalPath = file }, Cancel))
            await SendAsync(before, registered);

        await using var after = await LoopsServer.StartAsync(new LoopsServerOptions { JournalPath = file }, Cancel);
        await SendAsync(after, registered);

        Assert.Single(after.Events);
        Assert.Equal(409, Assert.Single(after.Requests).StatusCode);
    }

    private static Task<LoopsReceipt> SendAsync(LoopsServer server, UserRegistered registered)
        => AppLoops.Create(new LoopsOptions { ApiKey = server.ApiKey, BaseAddress = server.BaseAddress }).TrackAsync(registered, Cancel);
}
