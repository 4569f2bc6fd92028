using LoopsMapping.Outbox;
using LoopsMapping.Testing.Outbox;

namespace LoopsMapping.Testing;

/// <summary>One promise of <see cref="ILoopsOutboxStore"/>.</summary>
public sealed class LoopsOutboxComplianceTest
{
    private readonly Func<StoreUnderTest, Task> _test;

    internal LoopsOutboxComplianceTest(string name, Func<StoreUnderTest, Task> test)
    {
        Name = name;
        _test = test;
    }

    /// <summary>The promise, a sentence. It is unique.</summary>
    public string Name { get; }

    /// <summary>Opens a store, tests it, and disposes it.</summary>
    /// <param name="createStore">Gives a new store: empty, and not yet opened.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LoopsOutboxComplianceException">The store does not keep the promise; the message says what was expected and what was found.</exception>
    public async Task RunAsync(Func<CancellationToken, Task<ILoopsOutboxStore>> createStore, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(createStore);
        try
        {
            var created = await createStore(cancellationToken).ConfigureAwait(false);
            await using (created.ConfigureAwait(false))
            {
                await created.OpenAsync(cancellationToken).ConfigureAwait(false);
                var store = new StoreUnderTest(created, cancellationToken);
                await using (store.ConfigureAwait(false))
                    await _test(store).ConfigureAwait(false);
            }
        }
        catch (UnkeptPromiseException exception)
        {
            throw new LoopsOutboxComplianceException($"{Name} {exception.Message}");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LoopsOutboxComplianceException($"{Name} Expected no exception, found {exception.GetType().Name}: {exception.Message}", exception);
        }
    }

    /// <summary>The promise.</summary>
    public override string ToString() => Name;
}
