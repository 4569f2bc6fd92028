using LoopsMapping.Tests.Harness;

namespace LoopsMapping.Tests.Delivery;

/// <summary><c>Loops:AllowedRecipients</c>: a staging system never mails a customer.</summary>
public sealed class RecipientTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("adam@loops.so", "adam@loops.so")]
    [InlineData("adam@loops.so", "Adam@Loops.SO")]
    [InlineData("@loops.so", "eve@loops.so")]
    [InlineData("loops.so", "eve@LOOPS.so")]
    [InlineData("*@loops.so", "eve@loops.so")]
    public async Task Whoever_is_named_gets_what_is_sent(string allowed, string email)
    {
        await using var loops = await LoopsFixture.StartAsync(options => options.AllowedRecipients.Add(allowed));

        Assert.Equal(LoopsOutcome.Accepted, (await loops.Client.IdentifyAsync(new User("u1", email), Cancel)).Outcome);
        Assert.Equal(LoopsOutcome.Accepted, (await loops.Client.TrackAsync(new UserRegistered("u1", email), Cancel)).Outcome);
    }

    [Theory]
    [InlineData("adam@loops.so", "eve@loops.so")]
    [InlineData("@loops.so", "adam@notloops.so")]
    [InlineData("@loops.so", "adam@mail.loops.so")]
    [InlineData("loops.so", "loops.so@evil.example")]
    [InlineData("adam@loops.so", null)]
    public async Task Everybody_else_is_held_back_and_the_log_says_so(string allowed, string? email)
    {
        await using var loops = await LoopsFixture.StartAsync(options => options.AllowedRecipients.Add(allowed));

        Assert.Equal(LoopsOutcome.Suppressed, (await loops.Client.IdentifyAsync(new User("u1", email), Cancel)).Outcome);
        Assert.Equal(LoopsOutcome.Suppressed, (await loops.Client.TrackAsync(new UserRegistered("u1", email), Cancel)).Outcome);
        if (email is not null)
        {
            Assert.Equal(LoopsOutcome.Suppressed, (await loops.Client.SendAsync(new PasswordReset(email, "https://app.example/1"), Cancel)).Outcome);
            Assert.Equal(LoopsOutcome.Suppressed, (await loops.Client.Api.SendEventAsync(new("Seen") { Email = email }, cancellationToken: Cancel)).Outcome);
            await Assert.ThrowsAsync<LoopsException>(() => loops.Client.Api.UpdateContactAsync(new() { Email = email }, Cancel));
        }

        Assert.Empty(loops.Server.Requests);
        Assert.All(loops.Log.Collector.GetSnapshot(), static record => Assert.Contains("Loops:AllowedRecipients", record.Message, StringComparison.Ordinal));
        Assert.All(loops.Log.Collector.GetSnapshot(), record => Assert.DoesNotContain(email ?? "adam@", record.Message, StringComparison.Ordinal));
    }
}
