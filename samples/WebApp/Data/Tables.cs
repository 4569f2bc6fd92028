using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace WebApp.Data;

/// <summary>Creates the tables at start, so that the sample needs no preparation. An application of yours has migrations; README.md says more.</summary>
internal static class Tables
{
    public static async Task CreateAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        if (db.Database.IsSqlite())
            await db.Database.EnsureCreatedAsync();
        else
            await CreateInTurnAsync(db);
    }

    /// <summary>Several instances may start at the same moment: each waits for the one before, and finds the tables.</summary>
    private static async Task CreateInTurnAsync(AppDbContext db)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtext('WebApp tables'))");
        // EnsureCreated would take the tables of the outbox for those of the app, and create none.
        if (!await db.Database.SqlQuery<bool>($"SELECT to_regclass('users') IS NOT NULL AS \"Value\"").SingleAsync())
            await db.GetService<IRelationalDatabaseCreator>().CreateTablesAsync();
        await transaction.CommitAsync();
    }
}
