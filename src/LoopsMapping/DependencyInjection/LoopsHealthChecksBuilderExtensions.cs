using LoopsMapping;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds health checks for destinations.</summary>
public static class LoopsHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check that says how the last requests of a destination's team went: unhealthy when Loops refuses the key, degraded after three
    /// failures in a row. It never calls Loops.
    /// </summary>
    /// <typeparam name="TClient">The destination.</typeparam>
    /// <param name="builder">The application's health checks.</param>
    /// <param name="name">What the check is called; <c>loops</c> by default, <c>loops:{serviceKey}</c> for a keyed registration.</param>
    /// <param name="serviceKey">The key of <c>AddKeyedLoops</c>.</param>
    /// <param name="failureStatus">What is reported when Loops refuses the key; unhealthy by default.</param>
    /// <param name="tags">Tags to select checks by.</param>
    public static IHealthChecksBuilder AddLoops<TClient>(
        this IHealthChecksBuilder builder, string? name = null, string? serviceKey = null, HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
        where TClient : LoopsClient, ILoopsClient<TClient>
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name ?? (serviceKey is null ? "loops" : $"loops:{serviceKey}"),
            provider => new LoopsHealthCheck(provider, LoopsServiceCollectionExtensions.RegistrationOf<TClient>(provider, serviceKey)),
            failureStatus, tags));
    }
}
