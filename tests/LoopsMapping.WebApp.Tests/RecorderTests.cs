using System.Net;
using System.Net.Http.Json;
using LoopsMapping;
using LoopsMapping.Testing;
using WebApp.Loops;
using WebApp.Tests.Harness;

namespace WebApp.Tests;

/// <summary>What the app hands to Loops, as the objects it handed over: no HTTP to Loops, no key.</summary>
public sealed class RecorderTests
{
    private static readonly Guid Adam = new("0199f3c2-7d10-7c4e-9a51-2b7f8d3e6a10");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_signs_up_is_identified_before_the_sign_up_is_tracked()
    {
        var recorder = new LoopsRecorder();
        await using var app = new WebAppOverRecorder(recorder);
        using var client = app.CreateClient();

        await client.PostAsJsonAsync("/users", new SignUpRequest("adam@example.com", Plan.Pro, "Adam", Newsletter: true), Cancel);

        var user = Assert.Single(recorder.Identified<User>());
        var registered = Assert.Single(recorder.Tracked<UserRegistered>());
        Assert.Equal((user.Id, Plan.Pro), (registered.UserId, registered.Plan));
        Assert.Equal([LoopsRecordKind.Identify, LoopsRecordKind.Track], recorder.Records.Select(record => record.Kind));
    }

    [Fact]
    public async Task A_sign_up_that_is_refused_tells_Loops_nothing()
    {
        var recorder = new LoopsRecorder();
        await using var app = new WebAppOverRecorder(recorder);
        using var client = app.CreateClient();

        using var nowhere = await client.PostAsJsonAsync("/users", new SignUpRequest("nowhere", Plan.Free), Cancel);
        using var first = await client.PostAsJsonAsync("/users", new SignUpRequest("adam@example.com", Plan.Free), Cancel);
        using var second = await client.PostAsJsonAsync("/users", new SignUpRequest("Adam@Example.com", Plan.Free), Cancel);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Created, HttpStatusCode.Conflict), (nowhere.StatusCode, first.StatusCode, second.StatusCode));
        Assert.Single(recorder.Identified<User>());
    }

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
    public async Task Whoever_leaves_is_deleted_by_the_id_that_the_sign_up_sent()
    {
        var recorder = new LoopsRecorder();
        await using var app = new WebAppOverRecorder(recorder);
        using var client = app.CreateClient();

        using var signedUp = await client.PostAsJsonAsync("/users", new SignUpRequest("adam@example.com", Plan.Free), Cancel);
        var adam = await signedUp.Content.ReadFromJsonAsync<User>(Cancel);
        await client.DeleteAsync($"/users/{adam!.Id}", Cancel);

        var deleted = Assert.Single(recorder.Deleted);
        Assert.Equal((adam.Id.ToString(), "adam@example.com"), (deleted.UserId, deleted.Email));
    }

    [Fact]
    public async Task What_Loops_could_not_take_is_refused_here_too()
    {
        var loops = new AppLoops(new LoopsRecorder());

        var exception = await Assert.ThrowsAsync<LoopsValidationException>(() => loops.SendAsync(new PasswordReset(" ", "https://app.example/reset", "1"), Cancel));

        Assert.Equal(nameof(PasswordReset.Email), exception.Member);
    }
}
