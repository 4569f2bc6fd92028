using LoopsMapping;
using LoopsMapping.Delivery;
using LoopsMapping.Outbox.Dispatch;
using LoopsMapping.Segment;
using LoopsMapping.Segment.Endpoint;
using LoopsMapping.Segment.Mapping;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps endpoints that Segment SDKs send to.</summary>
public static class SegmentEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Takes the traffic of Segment SDKs and of Segment's Webhooks destination for a destination: <c>identify</c> becomes a contact and <c>track</c> an
    /// event, as Segment's own "Loops (Actions)" destination sends them, refined by the destination's classes. A request is answered when its records
    /// are durable in the destination's outbox.
    /// </summary>
    /// <typeparam name="TClient">The destination, registered with <c>AddLoops</c> and an outbox.</typeparam>
    /// <param name="endpoints">The application, or a group of its endpoints.</param>
    /// <param name="configure">Sets the options, after those of the section <c>Segment</c>.</param>
    /// <returns>The endpoints, for more conventions; all calls share them.</returns>
    /// <remarks>
    /// Serves <c>/v1/identify</c>, <c>track</c>, <c>page</c>, <c>screen</c>, <c>group</c>, <c>alias</c> and their first letters, <c>/v1/batch</c>,
    /// <c>/v1/b</c>, <c>/v1/import</c>, <c>/v1/webhook</c> and <c>/v1/projects/{key}/settings</c>. Answers 200 <c>{"success":true}</c>; 400 and 413
    /// for what can never be taken; 401 for a missing or unknown write key; 429 and 503 with <c>Retry-After</c> for what can be taken later. A bad message
    /// in a batch becomes a dead letter. It may be called once for each destination; then each call has write keys of its own.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The destination is not registered or has no outbox, or the write keys leave it open whose a message is.</exception>
    /// <exception cref="ArgumentException">A path of the default mapping cannot be read.</exception>
    /// <example>
    /// <code>
    /// builder.Services.AddLoops&lt;AppLoops>().UseSqliteOutbox("loops.db");
    /// var app = builder.Build();
    /// app.MapSegment&lt;AppLoops>(segment => segment.WriteKeys = ["…"]);
    /// </code>
    /// </example>
    public static IEndpointConventionBuilder MapSegment<TClient>(this IEndpointRouteBuilder endpoints, Action<SegmentOptions>? configure = null)
        where TClient : LoopsClient, ILoopsClient<TClient>, ISegmentDestination<TClient>
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var services = endpoints.ServiceProvider;
        var configuration = services.GetService<IConfiguration>();
        var options = new SegmentOptions();
        SegmentSettings.Apply(configuration, options);
        configure?.Invoke(options);
        if (options.MaxConcurrentRequests < 1)
            throw new InvalidOperationException("Segment:MaxConcurrentRequests must be at least 1.");

        var registration = LoopsServiceCollectionExtensions.RegistrationOf<TClient>(services, options.ServiceKey);
        if (!services.GetServices<OutboxBinding>().Any(binding => binding.Registration == registration))
        {
            throw new InvalidOperationException(
                $"{registration.Destination} has no outbox, and without one MapSegment could lose messages after it has answered: call UseSqliteOutbox(\"loops.db\") on what AddLoops returns.");
        }

        var routes = SegmentRoutes.Of(endpoints);
        var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        var team = services.GetRequiredService<LoopsTeams>().Of(registration);
        var source = new SegmentSource(
            registration.Destination,
            new MessageMapper(TClient.SegmentMappings, new DefaultMapping(options.DefaultMapping), team.Name),
            services.GetRequiredKeyedService<Transport>(registration.Name),
            services.GetRequiredService<Outboxes>().Of(registration),
            options.Shadow ? routes.ShadowOf(options.ShadowPath, time) : null);
        routes.Sources.Add(source, [.. options.WriteKeys], SegmentSettings.WriteKeys(configuration), options.WebhookSecrets);
        routes.Allow(options);
        if (!routes.Sources.HasKeys)
            SegmentLog.NoWriteKeys(routes.Logger, source.Name);
        if (options.Shadow)
            SegmentLog.Shadowing(routes.Logger, source.Name, Path.GetFullPath(options.ShadowPath));
        return routes.Group;
    }
}
