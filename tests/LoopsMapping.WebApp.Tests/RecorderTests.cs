using LoopsMapping;
using LoopsMapping.Testing;
using Microsoft.Extensions.DependencyInjection;
using WebApp.Loops;
using WebApp.Tests.Harness;

namespace WebApp.Tests;

/// <summary>What is handed to Loops, as the objects that were handed over: no HTTP, no key.</summary>
public sealed class RecorderTests
{
    private static readonly Guid Adam = new("0199f3c2-7d10-7c4e-9a51-2b7f8d3e6a10");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_changed_plan_is_on_the_contact_and_on_the_event()
    {
        var recorder = new LoopsRecorder();
        var loops = new AppLoops(recorder);

        await loops.TrackAsync(new PlanChanged(Adam, "adam@example.com", Plan.Free, Plan.Pro), Cancel);

        Assert.Equal(
            """{"eventName":"Plan Changed","email":"adam@example.com","userId":"0199f3c2-7d10-7c4e-9a51-2b7f8d3e6a10","plan":"Pro","eventProperties":{"oldPlan":"Free","newPlan":"Pro"}}""",
            Assert.Single(recorder.Records).Body);
    }

    [Fact]
    public async Task What_the_database_alone_needs_of_a_user_is_not_sent()
    {
        var recorder = new LoopsRecorder();
        var user = new User { Id = Adam, Email = "Adam@example.com", Plan = Plan.Free, CreatedAt = DateTimeOffset.UnixEpoch };

        await new AppLoops(recorder).IdentifyAsync(user, cancellationToken: Cancel);

        Assert.Equal(
            """{"email":"Adam@example.com","userId":"0199f3c2-7d10-7c4e-9a51-2b7f8d3e6a10","plan":"Free","createdAt":"1970-01-01T00:00:00.000Z"}""",
            Assert.Single(recorder.Records).Body);
    }

    [Fact]
    public async Task Whoever_leaves_is_deleted_by_the_id_that_the_sign_up_sent()
    {
        var recorder = new LoopsRecorder();
        var loops = new AppLoops(recorder);
        var adam = new User { Id = Adam, Email = "adam@example.com", Plan = Plan.Free, CreatedAt = DateTimeOffset.UnixEpoch };

        await loops.DeleteAsync(adam, Cancel);

        var deleted = Assert.Single(recorder.Deleted);
        Assert.Equal((adam.Id.ToString(), "adam@example.com"), (deleted.UserId, deleted.Email));
    }

    [Fact]
    public async Task What_Loops_could_not_take_is_refused_here_too()
    {
        var loops = new AppLoops(new LoopsRecorder());

        var exception = await Assert.ThrowsAsync<LoopsValidationException>(() => loops.SendAsync(new PasswordReset(" ", "https://app.example/reset"), Cancel));

        Assert.Equal(nameof(PasswordReset.Email), exception.Member);
    }

    [Fact]
    public async Task Whoever_is_given_the_client_gets_the_recorder()
    {
        await using var database = new SqliteAppDatabase();
        var recorder = new LoopsRecorder();
        await using var app = new WebAppOverRecorder(recorder, database);

        await app.Services.GetRequiredService<AppLoops>().TrackAsync(new UserRegistered(Adam, "adam@example.com", Plan.Pro), Cancel);

        var registered = Assert.Single(recorder.Tracked<UserRegistered>());
        Assert.Equal((Adam, Plan.Pro), (registered.UserId, registered.Plan));
    }
}
