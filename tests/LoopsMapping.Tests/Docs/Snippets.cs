#pragma warning disable CA1711, CA1812, CA1822, CA1848, CA1873, CA2201 // Code of the documentation, which is compiled and not run.
using System.Net;
using LoopsMapping.Outbox;
using LoopsMapping.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LoopsMapping.Tests.Docs;

[LoopsContact]
public sealed record Customer([LoopsUserId] string Id, string Email, string? FirstName, string Plan);

[LoopsEvent("Plan Changed")]
public sealed record CustomerPlanChanged(string UserId, string? Email, string Plan);

[LoopsTransactional("cm4v0gqjz0001yyfc5n1rngvs", ExpiresAfterMinutes = 30)]
public sealed record CustomerPasswordReset(string Email, string ResetLink);

[LoopsDestination(typeof(Customer), typeof(CustomerPlanChanged), typeof(CustomerPasswordReset))]
public partial class ShopLoops;

public sealed record ChangePlan(string UserId, string Email, string Plan);

public sealed record Retry(string Event, string? Key);

public interface IRetryQueue
{
    Task AddAsync(Retry retry);
}

public interface ISecrets
{
    string LoopsKey { get; }
}

public sealed class AuditHandler : DelegatingHandler;

public sealed class Newsletter([FromKeyedServices("blog")] ShopLoops loops)
{
    public Task AddAsync(Customer customer) => loops.IdentifyAsync(customer);
}

/// <summary>The blocks of the pages, in the methods around them.</summary>
public static class Snippets
{
    public static void Register(WebApplicationBuilder builder, ISecrets secrets)
    {
        builder.Services.AddLoops<ShopLoops>(builder.Configuration.GetSection("Loops"));

        builder.Services.AddLoops<ShopLoops>(options =>
        {
            options.ApiKey = secrets.LoopsKey;
            options.AllowedRecipients.Add("@example.com");
        });

        builder.Services.AddKeyedLoops<ShopLoops>("shop", builder.Configuration.GetSection("Loops:Shop"));
        builder.Services.AddKeyedLoops<ShopLoops>("blog", builder.Configuration.GetSection("Loops:Blog"));

        builder.Services.AddLoops<ShopLoops>(builder.Configuration.GetSection("Loops"))
            .HttpClient.AddHttpMessageHandler(() => new AuditHandler());

        builder.Services.AddHealthChecks().AddLoops<ShopLoops>();

        builder.Services.AddOpenTelemetry()
            .WithTracing(static tracing => tracing.AddSource("LoopsMapping"))
            .WithMetrics(static metrics => metrics.AddMeter("LoopsMapping"));
    }

    public static void Map(WebApplication app)
    {
        app.MapPost("/plan", async (ChangePlan change, ShopLoops loops, CancellationToken cancellationToken) =>
        {
            await loops.IdentifyAsync(new Customer(change.UserId, change.Email, null, change.Plan), cancellationToken);
            await loops.TrackAsync(new CustomerPlanChanged(change.UserId, change.Email, change.Plan), cancellationToken);
            return Results.NoContent();
        });
    }

    public static async Task<int> Ask(ShopLoops loops)
    {
        var found = await loops.FindCustomerAsync(LoopsContactKey.Email("adam@loops.so"));
        var lists = await loops.Api.ListMailingListsAsync();
        return lists.Count + (found is null ? 0 : 1);
    }

    public static async Task Backfill(ShopLoops loops, IAsyncEnumerable<Customer> customers, ILogger logger, CancellationToken cancellationToken)
    {
        var done = await loops.IdentifyAllAsync(
            customers,
            new LoopsBackfillOptions { OnFailure = (customer, exception) => logger.LogWarning(exception, "{Customer} was not sent", ((Customer)customer).Id) },
            cancellationToken: cancellationToken);
        logger.LogInformation("{Sent} of {Read} customers are in Loops", done.Enqueued, done.Read);
    }

    public static async Task Delete(ShopLoops loops, Customer customer)
    {
        await loops.DeleteAsync(customer);
        await loops.DeleteByEmailAsync("adam@loops.so");
    }

    public static void RegisterOutbox(WebApplicationBuilder builder)
    {
        builder.Services.AddLoops<ShopLoops>(builder.Configuration.GetSection("Loops")).UseSqliteOutbox("data/loops.db");
    }

#pragma warning disable CA2016 // The pages show the shortest call.
    public static async Task<LoopsProgress> Outbox(ShopLoops loops, Customer customer, IAsyncEnumerable<Customer> customers, CancellationToken cancellationToken)
    {
        await loops.IdentifyAsync(customer, new LoopsSendOptions { Priority = LoopsPriority.Bulk });
        await loops.DeleteAsync(customer);
        await loops.FlushAsync(cancellationToken);

        var progress = await loops.IdentifyAllAsync(
            customers,
            new LoopsBackfillOptions { Run = "customers-2026-11", SkipUnchanged = true },
            cancellationToken: cancellationToken);
        return progress;
    }

#pragma warning restore CA2016

    public static async Task Comply(Func<CancellationToken, Task<ILoopsOutboxStore>> createStore, CancellationToken cancellationToken)
    {
        foreach (var test in LoopsOutboxCompliance.Tests)
            await test.RunAsync(createStore, cancellationToken);
    }

    public static async Task WithoutDependencyInjection()
    {
        var loops = ShopLoops.Create(new LoopsOptions { ApiKey = Environment.GetEnvironmentVariable("LOOPS_API_KEY") });
        await loops.IdentifyAsync(new Customer("u1", "adam@loops.so", "Adam", "Pro"));
    }

    public static async Task Errors(ShopLoops loops, ILogger logger, IRetryQueue queue)
    {
        try
        {
            await loops.TrackAsync(new CustomerPlanChanged("u1", "adam@loops.so", "Pro"));
        }
        catch (LoopsValidationException exception)
        {
            logger.LogError(exception, "{Member} cannot be sent", exception.Member);
        }
        catch (LoopsApiException exception) when (exception.StatusCode == HttpStatusCode.BadRequest)
        {
            logger.LogWarning("Loops says: {Message}", exception.LoopsMessage);
        }
        catch (LoopsException exception)
        {
            // Perhaps it arrived. With the same key it cannot be mailed twice, now or within 24 hours.
            await queue.AddAsync(new Retry("Plan Changed", exception.IdempotencyKey));
        }
    }
}
