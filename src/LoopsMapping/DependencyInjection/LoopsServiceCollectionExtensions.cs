using LoopsMapping;
using LoopsMapping.Client;
using LoopsMapping.Delivery;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
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
        return Add<TClient>(services, static options => options.BindConfiguration("Loops"));
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
        return Add<TClient>(services, options => options.Bind(section));
    }

    /// <inheritdoc cref="AddLoops{TClient}(IServiceCollection, IConfiguration)"/>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options in code.</param>
    public static ILoopsBuilder AddLoops<TClient>(this IServiceCollection services, Action<LoopsOptions> configure)
        where TClient : LoopsClient, ILoopsClient<TClient>
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        return Add<TClient>(services, options => options.Configure(configure));
    }

    private static LoopsBuilder Add<TClient>(IServiceCollection services, Action<OptionsBuilder<LoopsOptions>> configure)
        where TClient : LoopsClient, ILoopsClient<TClient>
    {
        var name = typeof(TClient).FullName!;
        configure(services.AddOptions<LoopsOptions>(name).ValidateOnStart());
        services.AddSingleton<IValidateOptions<LoopsOptions>>(new LoopsOptionsValidator(name, TClient.Name));
        services.TryAddSingleton(TimeProvider.System);

        // Time-outs and retries are the delivery's own; HttpClient's would cut them short.
        var http = services.AddHttpClient(name, static client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(LoopsHttp.CreateHandler)
            .RedactLoggedHeaders(["Authorization"]);

        services.AddSingleton(provider => TClient.Create(CreateDelivery(provider, name)));
        return new(name, services, http);
    }

    private static DirectDelivery CreateDelivery(IServiceProvider provider, string name)
    {
        var factory = provider.GetRequiredService<IHttpClientFactory>();
        var options = provider.GetRequiredService<IOptionsMonitor<LoopsOptions>>();
        return new(
            () => factory.CreateClient(name),
            () => options.Get(name),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>().CreateLogger(DirectDelivery.LogCategory));
    }
}
