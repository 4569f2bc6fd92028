using LoopsMapping.EntityFrameworkCore.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace LoopsMapping.EntityFrameworkCore.Tests;

/// <summary>What is sent through a context shares the fate of what the context saves.</summary>
public abstract class TransactionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected abstract Database CreateDatabase();

    [Fact]
    public async Task An_entity_is_sent_with_the_key_that_the_database_gave_it()
    {
        await using var app = await App.CreateAsync(CreateDatabase());

        await app.UseAsync(static async db =>
        {
            var member = new Member { Email = "adam@example.com", Plan = "Pro" };
            var order = new Order { Member = member, Total = 12.5m };
            db.AddRange(member, order);
            await db.Loops<AppLoops>().IdentifyAsync(member, Cancel);
            await db.Loops<AppLoops>().TrackAsync(order, Cancel);
            Assert.Equal(2, await db.SaveChangesAsync(Cancel));
            Assert.Equal((1, 1L, 1), (member.Id, order.Id, order.MemberId));
        });

        Assert.Equal(
            ["""{"email":"adam@example.com","userId":"1","plan":"Pro"}""", """{"eventName":"Order Placed","email":"adam@example.com","userId":"1","eventProperties":{"orderId":1,"total":12.5}}"""],
            await app.InboxAsync());
    }

    [Fact]
    public async Task A_running_application_delivers_it_after_the_commit()
    {
        await using var app = await App.CreateAsync(CreateDatabase());
        await app.StartAsync();

        await app.UseAsync(static async db =>
        {
            var member = new Member { Email = "adam@example.com" };
            db.Add(member);
            await db.Loops<AppLoops>().IdentifyAsync(member, Cancel);
            await db.SaveChangesAsync(Cancel);
            await db.Loops<AppLoops>().TrackAsync(new Seen(member.Id, member.Email, 1), Cancel);
            await db.SaveChangesAsync(Cancel);
        });

        await app.Loops.FlushAsync(Cancel);
        Assert.Equal(("adam@example.com", "1"), (Assert.Single(app.Server.Contacts).Email, app.Server.Contacts[0].UserId));
        Assert.Equal("Seen", Assert.Single(app.Server.Events).Name);
    }

    [Fact]
    public async Task A_flush_waits_for_what_is_committed_and_for_nothing_else()
    {
        await using var app = await App.CreateAsync(CreateDatabase());
        await app.StartAsync();

        await app.UseAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            await db.Loops<AppLoops>().TrackAsync(new Seen(1, "adam@example.com", 1), Cancel);
            await db.SaveChangesAsync(Cancel);
            await app.Loops.FlushAsync(Cancel);
            Assert.Empty(app.Server.Events);
            await transaction.CommitAsync(Cancel);
        });
        await app.Loops.FlushAsync(Cancel);
        Assert.Single(app.Server.Events);

        // More than is moved at once.
        await app.UseAsync(static async db =>
        {
            for (var step = 2; step <= 600; step++)
                await db.Loops<AppLoops>().TrackAsync(new Seen(step, $"{step}@example.com", step), Cancel);
            await db.SaveChangesAsync(Cancel);
        });
        await app.Loops.FlushAsync(Cancel);
        Assert.Equal(600, app.Server.Events.Count);
    }

    [Fact]
    public async Task In_a_transaction_of_the_applications_own_it_is_there_when_that_is_committed()
    {
        await using var app = await App.CreateAsync(CreateDatabase());

        await app.UseAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            await SaveAsync(db, "a@example.com");
            await SaveAsync(db, "b@example.com");
            await transaction.CommitAsync(Cancel);
            await SaveAsync(db, "c@example.com");
        });

        Assert.Equal(["a@example.com", "b@example.com", "c@example.com"], await EmailsAsync(app));
    }

    [Fact]
    public async Task A_rollback_leaves_nothing_of_it()
    {
        await using var app = await App.CreateAsync(CreateDatabase());

        await app.UseAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            await SaveAsync(db, "a@example.com");
            await transaction.RollbackAsync(Cancel);
        });
        await app.UseAsync(async db =>
        {
            // As where an exception ends it.
            await using (await db.Database.BeginTransactionAsync(Cancel))
                await SaveAsync(db, "b@example.com");
            await db.SaveChangesAsync(Cancel);
        });
        await app.UseAsync(db => SaveAsync(db, "c@example.com"));

        Assert.Equal(["c@example.com"], await EmailsAsync(app));
    }

    [Fact]
    public async Task A_value_that_cannot_be_sent_fails_the_save_and_a_mended_one_can_be_saved_again()
    {
        await using var app = await App.CreateAsync(CreateDatabase());

        await app.UseAsync(static async db =>
        {
            var member = new Member { Email = "a@example.com", Plan = new string('p', 600) };
            db.Add(member);
            await db.Loops<AppLoops>().IdentifyAsync(member, Cancel);
            await Assert.ThrowsAsync<LoopsValidationException>(() => db.SaveChangesAsync(Cancel));
            Assert.Equal((EntityState.Added, 0), (db.Entry(member).State, member.Id));

            member.Plan = "Pro";
            await db.SaveChangesAsync(Cancel);
        });

        Assert.Single(await app.InboxAsync());
        Assert.Equal(1, await app.UseAsync(static db => db.Members.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Within_a_transaction_a_failed_save_takes_its_records_along_and_no_others()
    {
        await using var app = await App.CreateAsync(CreateDatabase());

        await app.UseAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            await SaveAsync(db, "a@example.com");
            var twin = new Member { Email = "a@example.com" };
            db.Add(twin);
            await db.Loops<AppLoops>().IdentifyAsync(twin, Cancel);
            await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(Cancel));
            twin.Email = "b@example.com";
            await db.SaveChangesAsync(Cancel);
            await transaction.CommitAsync(Cancel);
        });

        Assert.Equal(["a@example.com", "b@example.com"], await EmailsAsync(app));
    }

    [Fact]
    public async Task A_save_that_changes_nothing_else_takes_records_along()
    {
        await using var app = await App.CreateAsync(CreateDatabase());

        await app.UseAsync(static async db =>
        {
            await db.Loops<AppLoops>().TrackAsync(new Seen(1, "a@example.com", 1), Cancel);
            Assert.Equal(0, await db.SaveChangesAsync(Cancel));
            await db.SaveChangesAsync(Cancel);
        });

        Assert.Single(await app.InboxAsync());
    }

    [Fact]
    public async Task What_is_never_saved_is_never_sent()
    {
        await using var app = await App.CreateAsync(CreateDatabase(), pooled: true);

        await app.UseAsync(static db => db.Loops<AppLoops>().TrackAsync(new Seen(1, "a@example.com", 1), Cancel));
        await app.UseAsync(static async db =>
        {
            await db.Loops<AppLoops>().TrackAsync(new Seen(2, "b@example.com", 2), Cancel);
            await db.SaveChangesAsync(Cancel);
        });

        Assert.Contains("b@example.com", Assert.Single(await app.InboxAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_save_that_blocks_does_the_same()
    {
        await using var app = await App.CreateAsync(CreateDatabase());

        await app.UseAsync(static async db =>
        {
            var member = new Member { Email = "a@example.com" };
            db.Add(member);
            await db.Loops<AppLoops>().IdentifyAsync(member, Cancel);
#pragma warning disable CA1849 // This is the one that blocks.
            db.SaveChanges();
            await db.Loops<AppLoops>().TrackAsync(new Seen(member.Id, member.Email, 1), Cancel);
            db.SaveChanges();
#pragma warning restore CA1849
        });

        Assert.Equal(2, (await app.InboxAsync()).Count);
    }

    [Fact]
    public async Task Interceptors_of_the_application_run_once_for_each_save()
    {
        await using var app = await App.CreateAsync(CreateDatabase(), [new Auditing()]);

        await app.UseAsync(db => SaveAsync(db, "a@example.com"));

        Assert.Equal(1, await app.UseAsync(static db => db.Audit.CountAsync(Cancel)));
        Assert.Single(await app.InboxAsync());
    }

    [Fact]
    public async Task An_execution_strategy_repeats_the_save_with_its_records()
    {
        await using var app = await App.CreateAsync(CreateDatabase(), [new FailsOnce()], retries: true);

        await app.UseAsync(db => SaveAsync(db, "a@example.com"));
        await app.UseAsync(db => db.Database.CreateExecutionStrategy().ExecuteInTransactionAsync(
            async cancel =>
            {
                if (!db.ChangeTracker.HasChanges())
                {
                    var member = new Member { Email = "b@example.com" };
                    db.Add(member);
                    await db.Loops<AppLoops>().IdentifyAsync(member, cancel);
                }
                await db.SaveChangesAsync(acceptAllChangesOnSuccess: false, cancel);
            }, static _ => Task.FromResult(false), Cancel));

        Assert.Equal(["a@example.com", "b@example.com"], await EmailsAsync(app));
        Assert.Equal(2, await app.UseAsync(static db => db.Members.CountAsync(Cancel)));
    }

    [Fact]
    public async Task What_is_moved_twice_is_stored_once_in_its_order()
    {
        await using var app = await App.CreateAsync(CreateDatabase());
        await app.UseAsync(static async db =>
        {
            var member = new Member { Email = "a@example.com" };
            db.Add(member);
            await db.Loops<AppLoops>().IdentifyAsync(member, Cancel);
            await db.Loops<AppLoops>().DeleteByEmailAsync("old@example.com", Cancel);
            await db.SaveChangesAsync(Cancel);
            await db.Loops<AppLoops>().TrackAsync(new Seen(member.Id, member.Email, 1), Cancel);
            await db.SaveChangesAsync(Cancel);
        });
        var rows = await app.UseAsync(static db => db.Set<Inbox.InboxRow>().AsNoTracking().ToListAsync(Cancel));

        Assert.Equal(3, await app.MoveAsync());
        Assert.Equal(0, await app.MoveAsync());
        // A process that died between the two steps leaves them there.
        await app.UseAsync(async db =>
        {
            db.AddRange(rows);
            await db.SaveChangesAsync(Cancel);
        });
        Assert.Equal(3, await app.MoveAsync());

        Assert.Equal(
            ["""{"email":"a@example.com","userId":"1"}""", """{"email":"old@example.com"}""", """{"eventName":"Seen","email":"a@example.com","userId":"1","eventProperties":{"number":1}}"""],
            await app.OutboxAsync());
        Assert.Empty(await app.InboxAsync());
    }

    [Fact]
    public async Task Rows_of_a_newer_version_wait()
    {
        await using var app = await App.CreateAsync(CreateDatabase());
        await app.UseAsync(static async db =>
        {
            db.Add(new Inbox.InboxRow { Version = 2, RecordId = Guid.NewGuid(), Team = "default", Header = "?", Body = [1] });
            await db.SaveChangesAsync(Cancel);
            await db.Loops<AppLoops>().TrackAsync(new Seen(1, "a@example.com", 1), Cancel);
            await db.SaveChangesAsync(Cancel);
        });

        Assert.Equal(1, await app.MoveAsync());
        Assert.Equal(1, await app.UseAsync(static db => db.Set<Inbox.InboxRow>().CountAsync(Cancel)));
    }

    [Fact]
    public async Task Random_transactions_leave_a_record_when_they_commit_and_none_when_they_do_not()
    {
        var count = Environment.GetEnvironmentVariable("LOOPS_TEST_SCALE") == "full" ? 10_000 : 150;
        await using var app = await App.CreateAsync(CreateDatabase());
        var random = new Random(20261127);
        var expected = new List<string>();

        for (var i = 0; i < count; i++)
        {
            var committed = new List<string>();
            await app.UseAsync(async db =>
            {
                await using var transaction = random.Next(2) == 0 ? await db.Database.BeginTransactionAsync(Cancel) : null;
                var saves = random.Next(1, 4);
                for (var j = 0; j < saves; j++)
                {
                    var name = $"m{i}-{j}@example.com";
                    var fails = random.Next(5) == 0;
                    var member = new Member { Email = name, Plan = fails ? new string('x', 600) : null };
                    db.Add(member);
                    await db.Loops<AppLoops>().IdentifyAsync(member, Cancel);
                    if (random.Next(3) > 0)
                        await db.Loops<AppLoops>().TrackAsync(new Seen(i + 1, name, j), Cancel);
                    try
                    {
                        await db.SaveChangesAsync(Cancel);
                        committed.Add(name);
                    }
                    catch (LoopsValidationException)
                    {
                        break;
                    }
                }
                if (transaction is null || random.Next(2) == 0)
                {
                    if (transaction is not null)
                        await transaction.CommitAsync(Cancel);
                    expected.AddRange(committed);
                }
            });
        }

        Assert.Equal(expected, await app.UseAsync(static db => db.Members.OrderBy(static member => member.Id).Select(static member => member.Email).ToListAsync(Cancel)));
        Assert.Equal(expected, (await EmailsAsync(app)).Distinct());
    }

    private static async Task<int> SaveAsync(AppDbContext db, string email)
    {
        var member = new Member { Email = email };
        db.Add(member);
        await db.Loops<AppLoops>().IdentifyAsync(member, Cancel);
        return await db.SaveChangesAsync(Cancel);
    }

    private static async Task<List<string>> EmailsAsync(App app)
        => (await app.InboxAsync()).ConvertAll(static body => System.Text.Json.JsonDocument.Parse(body).RootElement.GetProperty("email").GetString()!);

    /// <summary>A connection that breaks just before the commit, the first time that a context commits.</summary>
    private sealed class FailsOnce : DbTransactionInterceptor
    {
        private readonly HashSet<int> _leases = [];
        private int _failures;

        public override ValueTask<InterceptionResult> TransactionCommittingAsync(System.Data.Common.DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
            => eventData.Context is not null && _leases.Add(eventData.Context.GetHashCode()) && _failures++ < 2 ? throw new TimeoutException("The connection broke.") : new(result);
    }
}

public sealed class SqliteTransactionTests : TransactionTests
{
    private protected override Database CreateDatabase() => new SqliteDatabase();
}

public sealed class PostgreSqlTransactionTests : TransactionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected override Database CreateDatabase() => PostgreSqlDatabase.Create();

    /// <summary>EF Core's provider for SQLite takes no part in one.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task In_a_TransactionScope_it_is_there_when_that_is_completed(bool completes)
    {
        await using var app = await App.CreateAsync(CreateDatabase());
        using (var scope = new System.Transactions.TransactionScope(System.Transactions.TransactionScopeAsyncFlowOption.Enabled))
        {
            await app.UseAsync(static async db =>
            {
                var member = new Member { Email = "adam@example.com" };
                db.Add(member);
                await db.Loops<AppLoops>().IdentifyAsync(member, Cancel);
                await db.SaveChangesAsync(Cancel);
            });
            if (completes)
                scope.Complete();
        }
        Assert.Equal(completes ? 1 : 0, await app.UseAsync(static db => db.Members.CountAsync(Cancel)));
        Assert.Equal(completes ? 1 : 0, (await app.InboxAsync()).Count);
    }
}
