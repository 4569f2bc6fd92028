using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Says how the last requests of a team went and how its outbox is, and makes none: a probe must not use up the rate limit.</summary>
internal sealed class LoopsHealthCheck(IServiceProvider provider, LoopsRegistration registration) : IHealthCheck
{
    private const int ManyFailures = 3;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var team = provider.GetRequiredService<LoopsTeams>().Of(registration);
        var (failures, reason, isRefused) = team.Health;
        var data = new Dictionary<string, object> { ["team"] = team.Name, ["failures"] = failures };
        var delivery = provider.GetKeyedService<ILoopsDeliveryFactory>(registration.Name) is { } factory
            ? await factory.CheckHealthAsync(provider, registration, cancellationToken).ConfigureAwait(false)
            : null;
        foreach (var (name, value) in delivery?.Data ?? new Dictionary<string, object>())
            data[name] = value;

        if (isRefused)
            return new(context.Registration.FailureStatus, $"{reason}. Check Loops:ApiKey.", data: data);
        if (delivery is { IsBroken: true })
            return new(context.Registration.FailureStatus, delivery.Concern, data: data);
        if (failures >= ManyFailures)
            return HealthCheckResult.Degraded($"The last {failures} requests failed: {reason}.", data: data);
        return delivery?.Concern is { } concern
            ? HealthCheckResult.Degraded(concern, data: data)
            : HealthCheckResult.Healthy(failures == 0 ? "No request has failed lately." : $"The last request failed: {reason}.", data);
    }
}
