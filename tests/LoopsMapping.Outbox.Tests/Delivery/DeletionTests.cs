using LoopsMapping.Outbox.Tests.Harness;
using LoopsMapping.Testing;

namespace LoopsMapping.Outbox.Tests.Delivery;

/// <summary>A contact is deleted after what was sent of it, with what still waits, and before what comes later.</summary>
public sealed class DeletionTests : OutboxTest
{
    private IEnumerable<string> Sent => World.Server.Requests.Select(static request => $"{request.Path["/api/v1/".Length..]} {request.Body}");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_deletion_takes_what_waits_of_the_contact_with_it_in_every_lane(bool onDisk)
    {
        var app = await World.CreateAsync(new() { Path = onDisk ? World.Path : null });
        await app.Loops.IdentifyAsync(new Person("u1", "Ada@loops.so"), cancellationToken: Cancel);
        await app.Loops.TrackAsync(new Stepped("u1"), cancellationToken: Cancel);
        await app.Loops.IdentifyAsync(new Subscriber("ada@loops.so"), cancellationToken: Cancel);
        await app.Loops.SendAsync(new ResetMail("ADA@loops.so", "x"), cancellationToken: Cancel);
        await app.Loops.TrackAsync(new Stepped("u1"), new LoopsSendOptions { Lane = "import" }, Cancel);
        await app.Loops.IdentifyAsync(new Person("u2", "bob@loops.so"), new LoopsSendOptions { Lane = "import" }, Cancel);

        Assert.Equal(new LoopsReceipt(LoopsOutcome.Enqueued), await app.Loops.DeleteAsync(new Person("u1", "ada@loops.so"), Cancel));
        await app.StartAsync();
        await World.UntilEmptyAsync(app);

        Assert.Equal(["contacts/delete {\"userId\":\"u1\"}", "contacts/update {\"email\":\"bob@loops.so\",\"userId\":\"u2\"}"], Sent.Order(StringComparer.Ordinal));
        Assert.Empty(await app.DeadLettersAsync());
    }

    [Fact]
    public async Task A_deletion_by_user_id_or_address_names_just_that()
    {
        var app = await World.StartAsync();
        await app.Loops.IdentifyAsync(new Person("u1", "ada@loops.so"), cancellationToken: Cancel);
        await app.Loops.IdentifyAsync(new Subscriber("bob@loops.so"), cancellationToken: Cancel);
        await World.UntilEmptyAsync(app);

        await app.Loops.DeleteByUserIdAsync("u1", Cancel);
        await app.Loops.DeleteByEmailAsync("Bob@Loops.so", Cancel);
        await World.UntilEmptyAsync(app);

        Assert.Empty(World.Server.Contacts);
        Assert.Equal(["contacts/delete {\"email\":\"Bob@Loops.so\"}", "contacts/delete {\"userId\":\"u1\"}"], Sent.Skip(2).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_contact_that_is_not_there_counts_as_deleted()
    {
        var app = await World.StartAsync();
        await app.Loops.DeleteByEmailAsync("nobody@loops.so", Cancel);
        await World.DoAsync(() => app.Loops.FlushAsync(Cancel));

        Assert.Equal(404, Assert.Single(World.Server.Requests).StatusCode);
        Assert.Empty(await app.ListAsync());
    }

    [Fact]
    public async Task A_deletion_is_tried_again_like_anything_else()
    {
        var app = await World.StartAsync();
        await app.Loops.IdentifyAsync(new Person("u1", "ada@loops.so"), cancellationToken: Cancel);
        await World.UntilEmptyAsync(app);
        World.Server.FailNext(LoopsServerFault.ServiceUnavailable, 2);
        World.Server.FailNext(LoopsServerFault.DropAfter);
        await app.Loops.DeleteByUserIdAsync("u1", Cancel);
        await World.UntilEmptyAsync(app);

        Assert.Empty(World.Server.Contacts);
        Assert.Equal([200, 503, 503, 200, 404], World.Server.Requests.Select(static request => request.StatusCode));
        Assert.Empty(await app.DeadLettersAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_request_of_the_contact_that_is_under_way_is_finished_first_in_whatever_lane(bool onDisk)
    {
        await World.StartServerAsync();
        using var hold = World.Server.HoldNext();
        World.Work.Held = 1;
        var app = await World.StartAsync(new() { Path = onDisk ? World.Path : null });
        await app.Loops.IdentifyAsync(new Subscriber("ada@loops.so"), cancellationToken: Cancel);
        await hold.Reached.WaitAsync(Cancel);
        await app.Loops.DeleteAsync(new Person("u1", "ada@loops.so"), Cancel);
        await World.PassAsync(TimeSpan.FromSeconds(5));
        Assert.Single(World.Server.Requests);

        hold.Release();
        World.Work.Held = 0;
        await World.UntilEmptyAsync(app);
        Assert.Equal(["contacts/update", "contacts/delete"], Sent.Select(static sent => sent.Split(' ')[0]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_request_that_was_under_way_and_failed_does_not_bring_the_contact_back(bool onDisk)
    {
        var hold = new TaskCompletionSource();
        World.Network.Between = async (request, send) =>
        {
            if (!request.RequestUri!.AbsolutePath.EndsWith("contacts/update", StringComparison.Ordinal))
                return await send();
            await hold.Task;
            return new HttpResponseMessage(System.Net.HttpStatusCode.ServiceUnavailable);
        };
        World.Work.Held = 1;
        var app = await World.StartAsync(new() { Path = onDisk ? World.Path : null });
        await app.Loops.IdentifyAsync(new Subscriber("ada@loops.so"), cancellationToken: Cancel);
        await World.PassAsync(TimeSpan.FromSeconds(1));
        await app.Loops.DeleteAsync(new Person("u1", "ada@loops.so"), Cancel);
        await World.PassAsync(TimeSpan.FromSeconds(1));

        hold.SetResult();
        World.Work.Held = 0;
        await World.UntilEmptyAsync(app);
        Assert.Equal(["contacts/delete {\"userId\":\"u1\"}"], Sent);
        Assert.Empty(await app.ListAsync());
    }

    [Fact]
    public async Task What_is_enqueued_after_a_deletion_arrives_after_it()
    {
        var app = await World.CreateAsync();
        await app.Loops.IdentifyAsync(new Person("u1", "ada@loops.so", Step: 1), cancellationToken: Cancel);
        await app.Loops.DeleteByUserIdAsync("u1", Cancel);
        await app.Loops.IdentifyAsync(new Person("u1", "ada@loops.so", Step: 2), cancellationToken: Cancel);
        World.Server.FailNext(LoopsServerFault.ServiceUnavailable);
        await app.StartAsync();
        await World.UntilEmptyAsync(app);

        Assert.Equal(["contacts/delete", "contacts/delete", "contacts/update"], Sent.Select(static sent => sent.Split(' ')[0]));
        Assert.Equal(2, Assert.Single(World.Server.Contacts).Properties["step"].GetInt32());
    }
}
