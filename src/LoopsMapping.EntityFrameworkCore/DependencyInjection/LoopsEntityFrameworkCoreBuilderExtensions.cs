using LoopsMapping.EntityFrameworkCore.Inbox;
using LoopsMapping.EntityFrameworkCore.Saving;
using LoopsMapping.Outbox.Delivery;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Update;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Gives a destination an inbox in a <see cref="DbContext"/>.</summary>
public static class LoopsEntityFrameworkCoreBuilderExtensions
{
    /// <summary>
    /// Moves what is sent through <c>db.Loops&lt;TClient&gt;()</c> from the table of the context to the outbox of the destination. The context has the table by
    /// <c>modelBuilder.AddLoopsOutbox()</c>; the outbox is configured before, with <c>UseSqliteOutbox</c> for example.
    /// </summary>
    /// <typeparam name="TContext">The context, registered with <c>AddDbContext</c>, <c>AddDbContextPool</c> or <c>AddDbContextFactory</c>.</typeparam>
    /// <param name="builder">What <c>AddLoops</c> returned.</param>
    /// <exception cref="InvalidOperationException">The destination has no outbox yet.</exception>
    public static ILoopsBuilder UseEntityFrameworkCoreOutbox<TContext>(this ILoopsBuilder builder)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder is not LoopsBuilder { Registration: var registration, Services: var services })
            throw new ArgumentException("The builder must be what AddLoops or AddKeyedLoops returned.", nameof(builder));
        if (!services.Any(service => service.ServiceType == typeof(ILoopsDeliveryFactory) && Equals(service.ServiceKey, registration.Name)))
            throw new InvalidOperationException($"{registration.Destination} has no outbox: call UseSqliteOutbox or UsePostgreSqlOutbox before UseEntityFrameworkCoreOutbox.");
        services.AddSingleton(new InboxBinding(registration, typeof(TContext)));
        services.AddKeyedSingleton<IOutboxSource>(registration.Name, static (provider, _) => provider.GetRequiredService<Inbox<TContext>>());
        if (services.Any(static service => service.ServiceType == typeof(InboxSignal<TContext>)))
            return builder;
        services.AddSingleton<InboxSignal<TContext>>();
        services.AddSingleton<Inbox<TContext>>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, InboxMover<TContext>>());
        services.ConfigureDbContext<TContext>(static (provider, options) => options
            .ReplaceService<IBatchExecutor, LoopsBatchExecutor>()
            .AddInterceptors(new SaveObserver(provider.GetRequiredService<InboxSignal<TContext>>().Committed.Beat)));
        return builder;
    }
}
