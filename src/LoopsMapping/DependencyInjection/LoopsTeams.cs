using System.Collections.Concurrent;
using LoopsMapping;
using LoopsMapping.Delivery;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The teams of an application.</summary>
internal sealed class LoopsTeams(IEnumerable<LoopsRegistration> registrations, IOptionsMonitor<LoopsOptions> options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, LoopsTeam> _teams = new(StringComparer.Ordinal);
    private readonly LoopsRegistration[] _registrations = [.. registrations];

    /// <summary>The team of a registration, which it shares with others of the same team.</summary>
    /// <exception cref="OptionsValidationException">Another registration has the team with a different key or address.</exception>
    public LoopsTeam Of(LoopsRegistration registration)
    {
        Check();
        return _teams.GetOrAdd(registration.TeamOf(options.Get(registration.Name)), name => new LoopsTeam(name, time));
    }

    /// <exception cref="OptionsValidationException">Two registrations have one team, and different keys or addresses.</exception>
    public void Check()
    {
        foreach (var team in _registrations.GroupBy(registration => registration.TeamOf(options.Get(registration.Name)), StringComparer.Ordinal))
        {
            var first = team.First();
            var expected = options.Get(first.Name);
            foreach (var other in team.Skip(1))
            {
                var actual = options.Get(other.Name);
                var difference = actual.ApiKey != expected.ApiKey ? "API keys" : actual.BaseAddress != expected.BaseAddress ? "base addresses" : null;
                if (difference is not null)
                {
                    throw new OptionsValidationException(other.Name, typeof(LoopsOptions),
                        [$"{first.Destination} and {other.Destination} have the Loops team '{team.Key}' and different {difference}. Give each its own Loops:Team, or register them by key with AddKeyedLoops."]);
                }
            }
        }
    }
}

/// <summary>Has the teams checked when the host starts, not at the first e-mail.</summary>
internal sealed class LoopsTeamsAtStart(LoopsTeams teams) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        teams.Check();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
