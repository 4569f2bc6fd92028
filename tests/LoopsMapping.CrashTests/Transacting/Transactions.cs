using System.Globalization;
using LoopsMapping.CrashTests.Working;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LoopsMapping.CrashTests.Transacting;

/// <summary>Transaction after transaction, each with rows and their records; some are rolled back, whole or in part, and some are forgotten.</summary>
internal sealed class Transactions(IServiceProvider provider, CrashLoops client, WorkerArguments arguments)
{
    private const int Most = 4;
    private const string Savepoint = "point";

    /// <summary>SQLite has one writer at a time.</summary>
    private readonly int _loops = arguments.Store.IsPostgres ? Most : 1;

    public async Task RunAsync()
    {
        // A byte for each transaction that was begun: what a killed program had written is there.
        await using var count = new FileStream(CountPathOf(arguments.Directory, arguments.Number), FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        await Task.WhenAll(Enumerable.Range(0, _loops).Select(loop => Task.Run(() => LoopAsync(loop, count))));
    }

    public static string CountPathOf(string directory, int number) => Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"worker-{number:D5}.transactions"));

    private async Task LoopAsync(int loop, FileStream count)
    {
        // A contact of its own, so that the order of its records is that of its transactions.
        var lane = (arguments.Number * Most) + loop;
        var random = new Random(unchecked((arguments.Seed * 31) + lane));
        var sequence = 0L;
        while (true)
        {
            lock (count)
                count.WriteByte(1);
            sequence = arguments.Sender is SenderKind.DbContext
                ? await SaveAsync(lane, sequence, random)
                : await TransactAsync(lane, sequence, random);
        }
    }

    private async Task<long> TransactAsync(int lane, long sequence, Random random)
    {
        await using var connection = await provider.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var loops = client.In(transaction);
        for (var left = random.Next(1, 4); left > 0; left--)
        {
            var undoes = random.Next(5) == 0;
            if (undoes)
                await transaction.SaveAsync(Savepoint);
            await InsertAsync(transaction, lane, ++sequence);
            await loops.TrackAsync(View(lane, sequence));
            if (undoes)
                await transaction.RollbackAsync(Savepoint);
        }
        switch (random.Next(5))
        {
            case 0:
                await transaction.RollbackAsync();
                break;
            case 1:
                // Forgotten.
                break;
            default:
                await transaction.CommitAsync();
                break;
        }
        return sequence;
    }

    private async Task<long> SaveAsync(int lane, long sequence, Random random)
    {
        await using var scope = provider.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<AppContext>();
        var isOwn = random.Next(2) == 0;
        await using var transaction = isOwn ? await context.Database.BeginTransactionAsync() : null;
        for (var left = random.Next(1, 4); left > 0; left--)
        {
            var undoes = isOwn && random.Next(5) == 0;
            if (undoes)
                await transaction!.CreateSavepointAsync(Savepoint);
            context.Add(new AppRow { Lane = lane, Sequence = ++sequence });
            await context.Loops<CrashLoops>().TrackAsync(View(lane, sequence));
            await context.SaveChangesAsync();
            if (!undoes)
                continue;
            await transaction!.RollbackToSavepointAsync(Savepoint);
            // Its rows have keys that the database may give again.
            context.ChangeTracker.Clear();
        }
        if (transaction is not null && random.Next(2) == 0)
            await transaction.CommitAsync();
        return sequence;
    }

    private async Task InsertAsync(NpgsqlTransaction transaction, int lane, long sequence)
    {
#pragma warning disable CA2100 // The schema's name is the campaign's own.
        await using var command = new NpgsqlCommand($"INSERT INTO {arguments.Store.Place}.app_rows (\"Lane\", \"Sequence\") VALUES ($1, $2)", transaction.Connection, transaction);
#pragma warning restore CA2100
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = lane });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = sequence });
        await command.ExecuteNonQueryAsync();
    }

    private static PageViewed View(int lane, long sequence) => new(Lanes.UserId(lane), Lanes.Email(lane), sequence);
}
