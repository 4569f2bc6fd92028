using LoopsMapping.Delivery;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Says how the last requests of a team went, and makes none: a probe must not use up the rate limit.</summary>
internal sealed class LoopsHealthCheck(Func<LoopsTeam> getTeam) : IHealthCheck
{
    private const int ManyFailures = 3;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var team = getTeam();
        var (failures, reason, isRefused) = team.Health;
        var data = new Dictionary<string, object> { ["team"] = team.Name, ["failures"] = failures };
        if (isRefused)
            return Task.FromResult(new HealthCheckResult(context.Registration.FailureStatus, $"{reason}. Check Loops:ApiKey.", data: data));
        return Task.FromResult(failures >= ManyFailures
            ? HealthCheckResult.Degraded($"The last {failures} requests failed: {reason}.", data: data)
            : HealthCheckResult.Healthy(failures == 0 ? "No request has failed lately." : $"The last request failed: {reason}.", data));
    }
}
