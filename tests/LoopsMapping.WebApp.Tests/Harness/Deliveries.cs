using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using WebApp.Data;

namespace WebApp.Tests.Harness;

/// <summary>What is on its way from the database of an app to Loops.</summary>
internal static class Deliveries
{
    /// <summary>Waits until everything has arrived, or cannot arrive any more, of whichever of several instances it is.</summary>
    public static async Task DeliveredAsync(IServiceProvider app, CancellationToken cancellationToken)
    {
        // The table first: its rows are in the outbox before they leave it.
        while ((await CommittedAsync(app, cancellationToken)).Count > 0 || await PendingAsync(app, cancellationToken) > 0)
            await Task.Delay(10, cancellationToken);
    }

    /// <summary>What waits beside the rows of the app, as the bodies of the requests.</summary>
    public static async Task<List<string>> CommittedAsync(IServiceProvider app, CancellationToken cancellationToken)
    {
        await using var scope = app.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var bodies = await db.Database.SqlQuery<byte[]>($"SELECT body AS \"Value\" FROM loops_inbox ORDER BY id").ToListAsync(cancellationToken);
        return bodies.ConvertAll(System.Text.Encoding.UTF8.GetString);
    }

    private static async Task<long> PendingAsync(IServiceProvider app, CancellationToken cancellationToken)
    {
        var health = await app.GetRequiredService<HealthCheckService>().CheckHealthAsync(cancellationToken);
        return (long)health.Entries.Single().Value.Data["pending"];
    }
}
