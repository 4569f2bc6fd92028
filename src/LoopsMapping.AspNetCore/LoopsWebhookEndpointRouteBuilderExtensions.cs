using System.Diagnostics.CodeAnalysis;
using LoopsMapping;
using LoopsMapping.AspNetCore;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps endpoints for the webhooks of Loops.</summary>
public static class LoopsWebhookEndpointRouteBuilderExtensions
{
    /// <summary>The path without an argument.</summary>
    internal const string DefaultPattern = "/webhooks/loops";

    /// <inheritdoc cref="MapLoopsWebhooks(IEndpointRouteBuilder, string, Action{LoopsWebhooksBuilder})"/>
    /// <remarks>The path is <c>/webhooks/loops</c>.</remarks>
    public static IEndpointConventionBuilder MapLoopsWebhooks(this IEndpointRouteBuilder endpoints, Action<LoopsWebhooksBuilder> configure)
        => endpoints.MapLoopsWebhooks(DefaultPattern, configure);

    /// <summary>
    /// Takes the webhooks of Loops: verifies signature and age, passes over what was handled before, and gives each event to its handler. The signing
    /// secret comes from <c>Loops:WebhookSecret</c>, several from <c>Loops:WebhookSecrets:0</c>, <c>:1</c> …, or from
    /// <see cref="LoopsWebhooksBuilder.WithSecrets"/>. The signature is the authentication: the endpoint is open to anonymous requests.
    /// </summary>
    /// <param name="endpoints">The application, or a group of its endpoints.</param>
    /// <param name="pattern">The path that Loops has under Settings → Webhooks.</param>
    /// <param name="configure">Adds the handlers.</param>
    /// <returns>The endpoint, for more conventions.</returns>
    /// <remarks>
    /// Answers 200 when handled, now or before; 400 for missing headers and a body that is no event; 401 for a wrong signature and an old
    /// timestamp; 413 over 256 KB; 500 when the handler throws; 503 while another machine handles it. Whatever is not 2xx Loops tries again.
    /// </remarks>
    /// <exception cref="InvalidOperationException">There is no secret, no handler, or a handler's service is not registered.</exception>
    /// <exception cref="ArgumentException">A secret is no signing secret.</exception>
    /// <example>
    /// <code>
    /// app.MapLoopsWebhooks("/webhooks/loops", webhooks => webhooks
    ///     .On&lt;LoopsContactUnsubscribed, Users>((e, users, ct) => users.OptOutAsync(e.ContactIdentity.Email, ct)));
    /// </code>
    /// </example>
    public static IEndpointConventionBuilder MapLoopsWebhooks(this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern, Action<LoopsWebhooksBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(configure);
        var webhooks = new LoopsWebhooksBuilder();
        configure(webhooks);

        var services = endpoints.ServiceProvider;
        webhooks.Handlers.Check(services.GetService<IServiceProviderIsService>());
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(WebhookLog.Category);
        var secrets = WebhookSecrets.Of(webhooks, services.GetService<IConfiguration>(), services.GetService<TimeProvider>() ?? TimeProvider.System, logger);
        return endpoints
            .MapPost(pattern, new WebhookEndpoint(secrets, webhooks.Handlers, logger).AnswerAsync)
            .WithDisplayName($"Loops webhooks: {pattern}")
            .AllowAnonymous();
    }

    /// <summary>Takes the webhooks of Loops and gives every event to one handler. Else as the overload with a builder.</summary>
    /// <param name="endpoints">The application, or a group of its endpoints.</param>
    /// <param name="pattern">The path that Loops has under Settings → Webhooks.</param>
    /// <param name="handler">Gets the record of each event, to <c>switch</c> over. The token is cancelled when Loops closes the connection.</param>
    /// <param name="secret">The signing secret, in place of <c>Loops:WebhookSecret</c>.</param>
    /// <returns>The endpoint, for more conventions.</returns>
    /// <exception cref="InvalidOperationException">There is no secret.</exception>
    /// <exception cref="ArgumentException">The secret is no signing secret.</exception>
    public static IEndpointConventionBuilder MapLoopsWebhooks(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern, Func<LoopsWebhook, CancellationToken, Task> handler, string? secret = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return endpoints.MapLoopsWebhooks(pattern, webhooks =>
        {
            webhooks.On(handler);
            if (secret is not null)
                webhooks.WithSecrets(secret);
        });
    }
}
