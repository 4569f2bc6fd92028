using LoopsMapping;
using LoopsMapping.Delivery;
using LoopsMapping.EntityFrameworkCore.Inbox;
using LoopsMapping.EntityFrameworkCore.Saving;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Sends inside the transaction of a <see cref="DbContext"/>.</summary>
public static class LoopsDbContextExtensions
{
    /// <summary>
    /// The destination over this context: what is sent through it is saved by the next <c>SaveChanges</c>, in the same transaction as the changes of the
    /// context, and goes out once that is committed; after a rollback nothing of it is left.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The objects are read when the changes have been saved: an entity that is sent has the key that the database gave it. One that cannot be sent makes
    /// <c>SaveChanges</c> fail with <see cref="LoopsValidationException"/>, and nothing is saved.
    /// </para>
    /// <para>The context must be one that dependency injection makes.</para>
    /// </remarks>
    /// <typeparam name="TClient">The class with <see cref="LoopsDestinationAttribute"/>.</typeparam>
    /// <param name="context">The context.</param>
    /// <param name="serviceKey">The key of <c>AddKeyedLoops</c>, if the destination has one.</param>
    /// <exception cref="InvalidOperationException">The destination has no inbox in this context; the message says what to call.</exception>
    public static TClient Loops<TClient>(this DbContext context, string? serviceKey = null)
        where TClient : LoopsClient, ILoopsClient<TClient>
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider is not { } provider)
            throw new InvalidOperationException($"{context.GetType().Name} was not made by dependency injection, and does not know {TClient.Name}. Register it with AddDbContext or AddDbContextFactory.");
        var registration = LoopsServiceCollectionExtensions.RegistrationOf<TClient>(provider, serviceKey);
        var type = context.GetType();
        if (!provider.GetServices<InboxBinding>().Any(binding => binding.Registration == registration && binding.ContextType.IsAssignableFrom(type)))
            throw new InvalidOperationException($"{registration.Destination} has no inbox in {type.Name}: call UseEntityFrameworkCoreOutbox<{type.Name}>() behind AddLoops and the outbox.");
        InboxTable.EntityType(context);
        PendingRecords.Of(context).Time = provider.GetRequiredService<TimeProvider>();
        return TClient.Create(new DbContextDelivery(context, provider.GetRequiredKeyedService<Transport>(registration.Name)));
    }
}
