using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LoopsMapping.EntityFrameworkCore.Inbox;

/// <summary>Which registration of a destination has an inbox in which context.</summary>
internal sealed record InboxBinding(LoopsRegistration Registration, Type ContextType);

/// <summary>Wakes whoever moves rows of a context's inbox, once a transaction of this process may have added some.</summary>
internal sealed class InboxSignal<TContext>
    where TContext : DbContext
{
    public Outbox.Pulse Committed { get; } = new();
}
