using LoopsMapping.Delivery;
using LoopsMapping.Outbox;
using LoopsMapping.Outbox.Delivery;
using LoopsMapping.Outbox.Dispatch;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Makes the deliveries of registrations with an outbox, and says how the outbox is.</summary>
internal sealed class OutboxDeliveryFactory : ILoopsDeliveryFactory
{
    public LoopsMapping.ILoopsDelivery Create(IServiceProvider provider, LoopsRegistration registration, Transport transport)
        => new OutboxDelivery(
            provider.GetRequiredService<Outboxes>().Of(registration), transport, () => provider.GetKeyedServices<IOutboxSource>(registration.Name));

    public async Task<LoopsDeliveryHealth> CheckHealthAsync(IServiceProvider provider, LoopsRegistration registration, CancellationToken cancellationToken)
    {
        var outbox = provider.GetRequiredService<Outboxes>().Of(registration);
        var team = provider.GetRequiredService<LoopsTeams>().Of(registration).Name;
        try
        {
            await outbox.OpenAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            var stats = (await outbox.Store.GetStatsAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(stats => stats.Team == team) ?? new(team, 0, 0, null, null);
            var data = new Dictionary<string, object>
            {
                ["pending"] = stats.Pending,
                ["deadLetters"] = stats.DeadLetters,
                ["oldestAgeSeconds"] = (long)(stats.OldestAge?.TotalSeconds ?? 0),
            };
            if (outbox.Failure is { } failure)
                return new(IsBroken: true, failure.Message, data);
            if (stats.PauseReason is { } reason)
                return new(IsBroken: true, $"{reason} {stats.Pending} records wait.", data);
            return new(IsBroken: false, stats.DeadLetters > 0 ? $"There are {stats.DeadLetters} dead letters: see \"loops-mapping outbox list --dead\"." : null, data);
        }
        catch (LoopsMapping.LoopsOutboxException exception)
        {
            return new(IsBroken: true, exception.Message, new Dictionary<string, object>());
        }
    }
}
