using LoopsMapping.Delivery;
using LoopsMapping.Outbox;
using LoopsMapping.Outbox.Dispatch;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Has a destination deliver through an outbox.</summary>
public static class LoopsOutboxBuilderExtensions
{
    /// <summary>
    /// Delivers through an outbox in a SQLite file: <c>IdentifyAsync</c>, <c>TrackAsync</c>, <c>SendAsync</c> and <c>DeleteAsync</c> complete when the
    /// record is on disk, and the host sends it, in order, without loss and without a second e-mail. Destinations that name the same file share it.
    /// </summary>
    /// <param name="builder">What <c>AddLoops</c> returned.</param>
    /// <param name="path">The file, <c>"loops.db"</c>; relative to the current directory.</param>
    /// <param name="configure">Sets further options, after those of the section <c>Outbox</c>.</param>
    public static ILoopsBuilder UseSqliteOutbox(this ILoopsBuilder builder, string path, Action<LoopsOutboxOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return UseSqlite(builder, path, configure);
    }

    /// <inheritdoc cref="UseSqliteOutbox(ILoopsBuilder, string, Action{LoopsOutboxOptions})"/>
    /// <remarks>The path of the file is <c>Loops:Outbox:Path</c>.</remarks>
    /// <param name="builder">What <c>AddLoops</c> returned.</param>
    public static ILoopsBuilder UseSqliteOutbox(this ILoopsBuilder builder) => UseSqlite(builder, null, null);

    /// <summary>Delivers through an outbox in memory, for tests alone: what is in it is gone with the process.</summary>
    /// <param name="builder">What <c>AddLoops</c> returned.</param>
    /// <param name="configure">Sets further options.</param>
    public static ILoopsBuilder UseInMemoryOutbox(this ILoopsBuilder builder, Action<LoopsOutboxOptions>? configure = null)
        => Use(builder, static (_, _) => "memory", static (provider, _) => new InMemoryOutboxStore(provider.GetRequiredService<TimeProvider>()), needsPath: false, configure);

    /// <summary>Delivers through an outbox in a store of your own.</summary>
    /// <param name="builder">What <c>AddLoops</c> returned.</param>
    /// <param name="name">What tells stores apart: destinations with the same name share one.</param>
    /// <param name="createStore">Makes the store; it is opened when the host starts, and disposed with the services.</param>
    /// <param name="configure">Sets further options.</param>
    public static ILoopsBuilder UseOutbox(this ILoopsBuilder builder, string name, Func<IServiceProvider, ILoopsOutboxStore> createStore, Action<LoopsOutboxOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(createStore);
        return Use(builder, (_, _) => $"own:{name}", (provider, _) => createStore(provider), needsPath: false, configure);
    }

    private static LoopsBuilder UseSqlite(ILoopsBuilder builder, string? path, Action<LoopsOutboxOptions>? configure) => Use(
        builder,
        static (_, options) => $"sqlite:{Path.GetFullPath(options.Path!)}",
        static (provider, options) => new SqliteOutboxStore(options.Path!, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>().CreateLogger(Transport.LogCategory)),
        needsPath: true,
        options =>
        {
            options.Path = path ?? options.Path;
            configure?.Invoke(options);
        });

    /// <summary>Registers an outbox whose place is known only when its options are.</summary>
    internal static LoopsBuilder Use(
        ILoopsBuilder builder, Func<IServiceProvider, LoopsOutboxOptions, string> getKey, Func<IServiceProvider, LoopsOutboxOptions, ILoopsOutboxStore> createStore,
        bool needsPath, Action<LoopsOutboxOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder is not LoopsBuilder { Registration: var registration, Services: var services, Section: var section } loops)
            throw new ArgumentException("The builder must be what AddLoops or AddKeyedLoops returned.", nameof(builder));
        if (services.Any(service => service.ServiceType == typeof(ILoopsDeliveryFactory) && Equals(service.ServiceKey, registration.Name)))
            throw new InvalidOperationException($"{registration.Destination} has an outbox already.");

        var options = services.AddOptions<LoopsOutboxOptions>(registration.Name).ValidateOnStart();
        if (section is not null)
            options.Bind(section.GetSection("Outbox"));
        else
            options.Configure<IServiceProvider>(static (options, provider) => provider.GetService<IConfiguration>()?.GetSection("Loops:Outbox").Bind(options));
        if (configure is not null)
            options.Configure(configure);
        services.AddSingleton<IValidateOptions<LoopsOutboxOptions>>(new LoopsOutboxOptionsValidator(registration.Name, needsPath));
        services.AddSingleton(new OutboxBinding(registration, getKey, createStore));
        services.AddKeyedSingleton<ILoopsDeliveryFactory>(registration.Name, new OutboxDeliveryFactory());
        services.AddKeyedSingleton<ILoopsOutboxStore>(registration.Name, (provider, _) => provider.GetRequiredService<Outboxes>().Of(registration).Store);
        services.TryAddSingleton<Outboxes>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, OutboxService>());
        return loops;
    }
}
