using LoopsMapping.Testing;
using LoopsMapping.Tests.Harness;

namespace LoopsMapping.Tests.Client;

/// <summary>Deleting contacts without an outbox: by a value, by a user id, by an address.</summary>
public sealed class DeletionTests
{
    private static readonly LoopsReceipt Deleted = new(LoopsOutcome.Accepted);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_contact_is_deleted_by_its_value_its_user_id_or_its_address()
    {
        await using var loops = await LoopsFixture.StartAsync();
        for (var i = 1; i <= 4; i++)
            await loops.Client.IdentifyAsync(new User($"u{i}", $"u{i}@loops.so"), Cancel);

        Assert.Equal(Deleted, await loops.Client.DeleteAsync(new User("u1", null), Cancel));
        Assert.Equal(Deleted, await loops.Client.DeleteByUserIdAsync("u2", Cancel));
        Assert.Equal(Deleted, await loops.Client.DeleteByEmailAsync("U3@Loops.SO", Cancel));

        Assert.Equal("u4", Assert.Single(loops.Server.Contacts).UserId);
        Assert.Equal(
            [("POST", "/api/v1/contacts/delete", """{"userId":"u1"}"""), ("POST", "/api/v1/contacts/delete", """{"userId":"u2"}"""), ("POST", "/api/v1/contacts/delete", """{"email":"U3@Loops.SO"}""")],
            loops.Server.Requests.Skip(4).Select(static request => (request.Method, request.Path, request.Body)));
    }

    [Fact]
    public async Task A_contact_that_is_not_there_counts_as_deleted()
    {
        await using var loops = await LoopsFixture.StartAsync();

        Assert.Equal(Deleted, await loops.Client.DeleteAsync(new User("nobody", null), Cancel));
        Assert.Equal(Deleted, await loops.Client.DeleteByUserIdAsync("nobody", Cancel));
        Assert.Equal(Deleted, await loops.Client.DeleteByEmailAsync("nobody@loops.so", Cancel));
        Assert.Equal(3, loops.Server.Requests.Count);
    }

    [Fact]
    public async Task An_answer_that_is_lost_is_asked_for_again()
    {
        await using var loops = await LoopsFixture.StartAsync();
        await loops.Client.IdentifyAsync(new User("u1", "adam@loops.so"), Cancel);
        loops.Server.FailNext(LoopsServerFault.DropAfter);

        Assert.Equal(Deleted, await loops.Client.DeleteByUserIdAsync("u1", Cancel));
        Assert.Empty(loops.Server.Contacts);
        Assert.Equal(3, loops.Server.Requests.Count);
    }

    [Fact]
    public async Task What_Loops_refuses_is_an_exception()
    {
        await using var loops = await LoopsFixture.StartAsync(static options => options.ApiKey = "wrong");

        await Assert.ThrowsAsync<LoopsAuthenticationException>(() => loops.Client.DeleteByUserIdAsync("u1", Cancel));
        await Assert.ThrowsAsync<LoopsAuthenticationException>(() => loops.Client.DeleteAsync(new User("u1", null), Cancel));
    }

    [Fact]
    public async Task In_log_mode_nothing_is_deleted_and_the_receipt_says_so()
    {
        await using var loops = await LoopsFixture.StartAsync(static options => options.Mode = LoopsMode.Log);

        Assert.Equal(new LoopsReceipt(LoopsOutcome.Suppressed), await loops.Client.DeleteByEmailAsync("adam@loops.so", Cancel));
        Assert.Equal(new LoopsReceipt(LoopsOutcome.Suppressed), await loops.Client.DeleteAsync(new User("u1", null), Cancel));
        Assert.Empty(loops.Server.Requests);
        Assert.Equal(
            """Not sent, because Loops:Mode is Log: POST contacts/delete {"email":"a***@loops.so"}""",
            loops.Log.Collector.GetSnapshot()[0].Message);
    }

    [Fact]
    public async Task Without_an_identifier_nothing_is_sent_and_the_task_says_why()
    {
        await using var loops = await LoopsFixture.StartAsync();

        var deletion = loops.Client.DeleteAsync(new User(" ", null), Cancel);

        var exception = await Assert.ThrowsAsync<LoopsValidationException>(() => deletion);
        Assert.Equal((typeof(User), "Email, Id"), (exception.Type, exception.Member));
        await Assert.ThrowsAsync<ArgumentException>(() => loops.Client.DeleteByUserIdAsync(" ", Cancel));
        await Assert.ThrowsAsync<ArgumentNullException>(() => loops.Client.DeleteByEmailAsync(null!, Cancel));
        Assert.Empty(loops.Server.Requests);
    }

    [Fact]
    public async Task A_cancelled_deletion_sends_nothing()
    {
        await using var loops = await LoopsFixture.StartAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loops.Client.DeleteByUserIdAsync("u1", new CancellationToken(canceled: true)));
        Assert.Empty(loops.Server.Requests);
    }

    [Fact]
    public async Task A_delivery_that_does_not_reach_Loops_says_that_it_cannot_delete()
        => Assert.Contains(nameof(Nowhere), (await Assert.ThrowsAsync<NotSupportedException>(static () => new AppLoops(new Nowhere()).DeleteByUserIdAsync("u1", Cancel))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Without_an_outbox_there_is_nothing_to_wait_for()
    {
        await using var loops = await LoopsFixture.StartAsync();

        await loops.Client.FlushAsync(Cancel);

        Assert.Empty(loops.Server.Requests);
    }

    [Theory]
    [InlineData("u1", "Adam@Loops.so", "u1", """{"userId":"u1"}""")]
    [InlineData(" ", "Adam@Loops.so", "adam@loops.so", """{"email":"Adam@Loops.so"}""")]
    [InlineData("u1", "", "u1", """{"userId":"u1"}""")]
    public void A_deletion_goes_by_the_user_id_and_falls_into_the_lane_of_the_contact(string userId, string email, string lane, string body)
    {
        var deletion = new LoopsDeletion(userId, email);

        Assert.Equal((lane, body), (deletion.Lane, System.Text.Encoding.UTF8.GetString(deletion.CreateBody().Span)));
        Assert.DoesNotContain("dam", deletion.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_deletion_of_nobody_is_an_argument_error() => Assert.Throws<ArgumentException>(static () => new LoopsDeletion(" ", null));

    private sealed class Nowhere : ILoopsDelivery
    {
        public Task<LoopsReceipt> DeliverAsync<T>(LoopsMap<T> map, T value, LoopsSendOptions? options = null, CancellationToken cancellationToken = default)
            => Task.FromResult(Deleted);
    }
}
