using System.Collections.Concurrent;
using LoopsMapping.Delivery;

namespace LoopsMapping.Outbox;

/// <summary>The slots of every team of a store that one process dispatches.</summary>
internal sealed class StoreSlots(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, SlotClock> _teams = new(StringComparer.Ordinal);

    public SlotClock Of(string team) => _teams.GetOrAdd(team, static (_, clock) => new(clock), clock);
}
