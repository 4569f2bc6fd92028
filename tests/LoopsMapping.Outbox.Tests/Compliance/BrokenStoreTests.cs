using LoopsMapping.Testing;

namespace LoopsMapping.Outbox.Tests.Compliance;

/// <summary>The compliance tests find stores that break a promise: a kit that cannot fail proves nothing.</summary>
public sealed class BrokenStoreTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_store_that_mixes_the_order_of_lanes_is_found() => ExpectUnkeptAsync<ReversedStore>(
        "Live lanes come before bulk ones, and among each those that have been due longest.",
        "The lane that has been due longest comes first.",
        "A lane that was held comes behind those that have been due for longer.");

    [Fact]
    public Task A_store_that_forgets_attempts_is_found() => ExpectUnkeptAsync<ForgetfulStore>(
        "Attempts that count are counted, and the first of them is timed.",
        "An attempt that does not count leaves what earlier ones left.",
        "An attempt whose end nobody recorded counts, and may have arrived.",
        "A listing shows the attempts, one that is under way among them.",
        "A message that is gone is not to be sent, and cannot be settled.",
        "A dispatcher whose lease has ended may not send, and settles nothing.",
        "A claim that has passed to another dispatcher is out of the first one's reach.",
        "A claim that was given back is not held any more.",
        "A dead letter keeps the message, its attempts, and why it failed.",
        "A dead letter that is tried again never expires, keeps its attempts, and begins its 23 hours anew.",
        "The first attempt after trying again leaves no time when it does not count.");

    [Fact]
    public Task A_store_that_deletes_nothing_is_found() => ExpectUnkeptAsync<UndeletingStore>(
        "A deletion by user id takes the contact's pending messages with it, whatever lane they wait in.",
        "A deletion by e-mail address takes what names it in any case, and its lane.",
        "A deletion by both takes what has either.",
        "A deletion is delivered in its lane: what is enqueued after it stays behind it.",
        "A deletion leaves what is under way in its lane, and waits behind it.",
        "A deletion waits for messages of its contact that are under way in other lanes, by id or address.",
        "A deletion does not wait for a dispatcher that died.",
        "A deletion that takes a held head with it is due at once.",
        "A deletion leaves dead letters, and is none of theirs.",
        "A deletion forgets the contents of its contact's lanes.",
        "A deletion forgets the contents that were delivered in other lanes with its contact's id or address.",
        "What is delivered while a deletion waits for it is forgotten with it.");

    [Fact]
    public Task A_store_that_stores_half_a_batch_is_found() => ExpectUnkeptAsync<PiecemealStore>(
        "A batch with a message that cannot be stored stores none.");

    [Fact]
    public Task A_store_that_does_not_fence_is_found() => ExpectUnkeptAsync<UnfencedStore>(
        "A claim that has passed to another dispatcher is out of the first one's reach.");

    [Fact]
    public async Task A_store_that_mixes_teams_is_found()
    {
        var unkept = await FindUnkeptAsync<OneTeamStore>();

        Assert.Contains("Teams do not share lanes, and a team's claims are its own.", unkept);
        Assert.Contains("Keys are different when their text is, and teams do not share them.", unkept);
        Assert.Contains("Content is compared within its team, lane and mapping.", unkept);
        Assert.Contains("Statistics have every team with a message, a dead letter or a pause, by name.", unkept);
    }

    [Fact]
    public Task A_store_that_ends_pauses_by_itself_is_found() => ExpectUnkeptAsync<ImpatientStore>(
        "A paused team has no claims, and NextDue says when it may try.",
        "A team that is paused again waits anew, for the new reason.",
        "A pause outlasts the dispatcher that began it.");

    [Fact]
    public async Task A_store_that_does_not_open_keeps_no_promise()
    {
        var unkept = await FindUnkeptAsync<ClosedStore>();

        Assert.Equal(LoopsOutboxCompliance.Tests.Select(static test => test.Name), unkept);
    }

    [Fact]
    public async Task A_failure_says_which_promise_what_was_expected_and_what_was_found()
    {
        var test = LoopsOutboxCompliance.Tests.Single(static test => test.Name == "The lane that has been due longest comes first.");

        var exception = await Assert.ThrowsAsync<LoopsOutboxComplianceException>(
            () => test.RunAsync(static _ => Task.FromResult<ILoopsOutboxStore>(new ReversedStore()), Cancel));

        Assert.Equal("""The lane that has been due longest comes first. Expected for the first claims: ["c", "a"]. Found: ["a", "c"].""", exception.Message);
    }

    [Fact]
    public async Task What_a_store_throws_is_the_cause_of_the_failure()
    {
        var exception = await Assert.ThrowsAsync<LoopsOutboxComplianceException>(
            () => LoopsOutboxCompliance.Tests[0].RunAsync(static _ => Task.FromResult<ILoopsOutboxStore>(new ClosedStore()), Cancel));

        Assert.EndsWith("Expected no exception, found LoopsOutboxException: The disk is full.", exception.Message);
        Assert.IsType<LoopsOutboxException>(exception.InnerException);
    }

    [Fact]
    public async Task A_run_that_is_given_up_is_no_failure_of_the_store()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => LoopsOutboxCompliance.Tests[0].RunAsync(static _ => Task.FromResult<ILoopsOutboxStore>(new InMemoryOutboxStore()), new(canceled: true)));
    }

    [Fact]
    public void Every_promise_is_a_sentence_of_its_own()
    {
        Assert.All(LoopsOutboxCompliance.Tests, static test => Assert.EndsWith(".", test.Name));
        Assert.Distinct(LoopsOutboxCompliance.Tests.Select(static test => test.Name));
    }

    private static async Task ExpectUnkeptAsync<T>(params string[] promises)
        where T : ILoopsOutboxStore, new() =>
        Assert.Equal(promises.Order(StringComparer.Ordinal), (await FindUnkeptAsync<T>()).Order(StringComparer.Ordinal));

    private static async Task<List<string>> FindUnkeptAsync<T>()
        where T : ILoopsOutboxStore, new()
    {
        var unkept = new List<string>();
        foreach (var test in LoopsOutboxCompliance.Tests)
        {
            try
            {
                await test.RunAsync(static _ => Task.FromResult<ILoopsOutboxStore>(new T()), Cancel);
            }
            catch (LoopsOutboxComplianceException)
            {
                unkept.Add(test.Name);
            }
        }
        return unkept;
    }
}
