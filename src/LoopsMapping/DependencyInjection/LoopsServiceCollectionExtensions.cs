using LoopsMapping;
using LoopsMapping.Client;
using LoopsMapping.Delivery;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers destinations.</summary>
public static class LoopsServiceCollectionExtensions
{
    /// <inheritdoc cref="AddLoops{TClient}(IServiceCollection, IConfiguration)"/>
    /// <remarks>The options come from the section <c>Loops</c> of the application's configuration.</remarks>
    public static ILoopsBuilder AddLoops<TClient>(this IServiceCollection services)
        where TClient : LoopsClient, ILoopsClient<TClient>
    {
        ArgumentNullException.ThrowIfNull(services);
        return Add<TClient>(services, static options => options.BindConfiguration("Loops"), section: null);
    }

    /// <summary>
    /// Registers a destination as a singleton that sends to Loops over <see cref="IHttpClientFactory"/>. Its options are checked when the
    /// host starts.
    /// </summary>
    /// <typeparam name="TClient">The class with <see cref="LoopsDestinationAttribute"/>.</typeparam>
    /// <param name="services">The application's services.</param>
    /// <param name="section">The configuration section, <c>configuration.GetSection("Loops")</c>; see <see cref="LoopsOptions"/> for its keys.</param>
    public static ILoopsBuilder AddLoops<TClient>(this IServiceCollection services, IConfiguration section)
        where TClient : LoopsClient, ILoopsClient<TClient>
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        return Add<TClient>(services, options => options.Bind(section), section);
    }

    /// <inheritdoc cref="AddLoops{TClient}(IServiceCollection, IConfiguration)"/>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options in code.</param>
    public static ILoopsBuilder AddLoops<TClient>(this IServiceCollection services, Action<LoopsOptions> configure)
        where TClient : LoopsClient, ILoopsClient<TClient>
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        return Add<TClient>(services, options => options.Configure(configure), section: null);
    }

    /// <summary>
    /// Registers a destination under a key, for applications that send to several teams. Each key has its own options, its own pace and health,
    /// and is the team's name unless <see cref="LoopsOptions.Team"/> says otherwise. Resolve it with <c>[FromKeyedServices("…")]</c>.
    /// </summary>
    /// <typeparam name="TClient">The class with <see cref="LoopsDestinationAttribute"/>.</typeparam>
    /// <param name="services">The application's services.</param>
    /// <param name="serviceKey">The key.</param>
    /// <param name="section">The configuration section of this team, <c>configuration.GetSection("Loops:Shop")</c>.</param>
    public static ILoopsBuilder AddKeyedLoops<TClient>(this IServiceCollection services, string serviceKey, IConfiguration section)
        where TClient : LoopsClient, ILoopsClient<TClient>
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(serviceKey);
        ArgumentNullException.ThrowIfNull(section);
        return Add<TClient>(services, options => options.Bind(section), section, serviceKey);
    }

    /// <inheritdoc cref="AddKeyedLoops{TClient}(IServiceCollection, string, IConfiguration)"/>
    /// <param name="services">The application's services.</param>
    /// <param name="serviceKey">The key.</param>
    /// <param name="configure">Sets the options in code.</param>
    public static ILoopsBuilder AddKeyedLoops<TClient>(this IServiceCollection services, string serviceKey, Action<LoopsOptions> configure)
        where TClient : LoopsClient, ILoopsClient<TClient>
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(serviceKey);
        ArgumentNullException.ThrowIfNull(configure);
        return Add<TClient>(services, options => options.Configure(configure), section: null, serviceKey);
    }

    /// <summary>The registration of a destination.</summary>
    /// <exception cref="InvalidOperationException">There is no such registration.</exception>
    internal static LoopsRegistration RegistrationOf<TClient>(IServiceProvider provider, string? serviceKey)
        where TClient : LoopsClient, ILoopsClient<TClient>
    {
        var name = NameOf<TClient>(serviceKey);
        return provider.GetServices<LoopsRegistration>().FirstOrDefault(registration => registration.Name == name)
            ?? throw new InvalidOperationException($"{TClient.Name} is not registered{(serviceKey is null ? "" : $" under the key '{serviceKey}'")}: call AddLoops or AddKeyedLoops.");
    }

    private static string NameOf<TClient>(string? serviceKey) => serviceKey is null ? typeof(TClient).FullName! : $"{typeof(TClient).FullName}:{serviceKey}";

    private static LoopsBuilder Add<TClient>(IServiceCollection services, Action<OptionsBuilder<LoopsOptions>> configure, IConfiguration? section, string? serviceKey = null)
        where TClient : LoopsClient, ILoopsClient<TClient>
    {
        var registration = new LoopsRegistration(NameOf<TClient>(serviceKey), serviceKey is null ? TClient.Name : $"{TClient.Name} ({serviceKey})", serviceKey);
        configure(services.AddOptions<LoopsOptions>(registration.Name).ValidateOnStart());
        services.AddSingleton<IValidateOptions<LoopsOptions>>(new LoopsOptionsValidator(registration.Name, registration.Destination));
        services.AddSingleton(registration);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<LoopsTeams>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, LoopsTeamsAtStart>());

        // Time-outs and retries are the delivery's own: HttpClient's would cut them short, and those that an application gives all its clients would
        // multiply with them. Handlers that are added to this client after that are meant, and stay.
        var http = services.AddHttpClient(registration.Name, static client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(LoopsHttp.CreateHandler)
            .ConfigureAdditionalHttpMessageHandlers(static (handlers, _) => RemoveResilience(handlers))
            .RedactLoggedHeaders(["Authorization"]);

        services.AddKeyedSingleton(registration.Name, (provider, _) => CreateTransport(provider, registration));
        if (serviceKey is null)
            services.AddSingleton(provider => TClient.Create(CreateDelivery(provider, registration)));
        else
            services.AddKeyedSingleton(serviceKey, (provider, _) => TClient.Create(CreateDelivery(provider, registration)));
        return new(registration, services, http, section);
    }

    private static void RemoveResilience(IList<DelegatingHandler> handlers)
    {
        for (var i = handlers.Count - 1; i >= 0; i--)
        {
            if (handlers[i].GetType().FullName == "Microsoft.Extensions.Http.Resilience.ResilienceHandler")
                handlers.RemoveAt(i);
        }
    }

    private static ILoopsDelivery CreateDelivery(IServiceProvider provider, LoopsRegistration registration)
    {
        var transport = provider.GetRequiredKeyedService<Transport>(registration.Name);
        return provider.GetKeyedService<ILoopsDeliveryFactory>(registration.Name)?.Create(provider, registration, transport) ?? new DirectDelivery(transport);
    }

    private static Transport CreateTransport(IServiceProvider provider, LoopsRegistration registration)
    {
        var factory = provider.GetRequiredService<IHttpClientFactory>();
        var options = provider.GetRequiredService<IOptionsMonitor<LoopsOptions>>();
        return new(
            registration.Destination,
            provider.GetRequiredService<LoopsTeams>().Of(registration),
            () => factory.CreateClient(registration.Name),
            () => options.Get(registration.Name),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>().CreateLogger(Transport.LogCategory));
    }
}
