using LoopsMapping.Delivery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LoopsMapping.Outbox.Dispatch;

/// <summary>How the outbox of one registration is found.</summary>
/// <param name="Registration">The registration.</param>
/// <param name="GetKey">What tells outboxes apart: two registrations with one key share one.</param>
/// <param name="CreateStore">Makes its store.</param>
internal sealed record OutboxBinding(
    LoopsRegistration Registration, Func<IServiceProvider, LoopsOutboxOptions, string> GetKey, Func<IServiceProvider, LoopsOutboxOptions, ILoopsOutboxStore> CreateStore);

/// <summary>The outboxes of an application: destinations with the same file share one.</summary>
internal sealed class Outboxes(IServiceProvider provider, IEnumerable<OutboxBinding> bindings) : IAsyncDisposable, IDisposable
{
    private readonly object _gate = new();
    private readonly Dictionary<string, Outbox> _outboxes = new(StringComparer.Ordinal);

    /// <summary>All of them, with all the teams that use them.</summary>
    public IReadOnlyList<Outbox> All => [.. bindings.Select(Of).Distinct()];

    public Outbox Of(LoopsRegistration registration) => Of(bindings.Last(binding => binding.Registration == registration));

    public async ValueTask DisposeAsync()
    {
        foreach (var outbox in Created())
            await outbox.Store.DisposeAsync().ConfigureAwait(false);
    }

    public void Dispose()
    {
        foreach (var outbox in Created())
        {
            if (outbox.Store is IDisposable store)
                store.Dispose();
            else
                outbox.Store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private Outbox Of(OutboxBinding binding)
    {
        lock (_gate)
        {
            var options = provider.GetRequiredService<IOptionsMonitor<LoopsOutboxOptions>>().Get(binding.Registration.Name);
            var key = binding.GetKey(provider, options);
            if (!_outboxes.TryGetValue(key, out var outbox))
            {
                outbox = new(binding.CreateStore(provider, options), options, provider.GetRequiredService<TimeProvider>(),
                    provider.GetRequiredService<ILoggerFactory>().CreateLogger(Transport.LogCategory));
                _outboxes.Add(key, outbox);
            }
            outbox.Add(provider.GetRequiredKeyedService<Transport>(binding.Registration.Name));
            return outbox;
        }
    }

    private List<Outbox> Created()
    {
        lock (_gate)
            return [.. _outboxes.Values];
    }
}
