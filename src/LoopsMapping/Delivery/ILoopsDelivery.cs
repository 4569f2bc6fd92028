using LoopsMapping.Delivery;

namespace LoopsMapping;

/// <summary>
/// Where a destination's values go: straight to Loops, or into a recorder in tests. It gets the object together with its mapping, so
/// that an implementation can keep the object and serialize it when it chooses to.
/// </summary>
public interface ILoopsDelivery
{
    /// <summary>Loops' endpoints beside the mappings; <see langword="null"/> where nothing reaches Loops, as in a recorder.</summary>
    LoopsApi? Api => null;

    /// <summary>Delivers one value.</summary>
    /// <typeparam name="T">The annotated type.</typeparam>
    /// <param name="map">The mapping; <see cref="LoopsMap{T}.CreateRequest"/> gives the HTTP request.</param>
    /// <param name="value">The annotated object.</param>
    /// <param name="options">What the caller asked for, if anything.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="LoopsValidationException">The value cannot be sent; nothing was.</exception>
    /// <exception cref="LoopsApiException">Loops refused it.</exception>
    /// <exception cref="LoopsException">Loops could not be reached or did not answer.</exception>
    Task<LoopsReceipt> DeliverAsync<T>(LoopsMap<T> map, T value, LoopsSendOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes a contact, after everything that was delivered for it before.</summary>
    /// <param name="deletion">Which contact.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>What became of it; a contact that is not there counts as deleted.</returns>
    /// <exception cref="LoopsException">Loops could not be reached, or refused it.</exception>
    async Task<LoopsReceipt> DeleteAsync(LoopsDeletion deletion, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(deletion);
        var api = Api ?? throw new NotSupportedException($"{GetType().Name} does not reach Loops, and cannot delete a contact.");
        var existed = await api.TryDeleteContactAsync(deletion.Key, cancellationToken).ConfigureAwait(false);
        return new(existed is null ? LoopsOutcome.Suppressed : LoopsOutcome.Accepted);
    }

    /// <summary>Delivers many contacts, one after another.</summary>
    /// <typeparam name="T">The annotated type.</typeparam>
    /// <param name="values">The contacts, read as they are delivered.</param>
    /// <param name="deliver">Delivers one of them with these options, through this delivery.</param>
    /// <param name="options">What the caller asked for, if anything.</param>
    /// <param name="progress">Told how far it has come.</param>
    /// <param name="cancellationToken">Ends the run; what was delivered stays so.</param>
    /// <returns>How far it came.</returns>
    Task<LoopsProgress> DeliverAllAsync<T>(
        IAsyncEnumerable<T> values, Func<T, LoopsSendOptions, CancellationToken, Task<LoopsReceipt>> deliver,
        LoopsBackfillOptions? options = null, IProgress<LoopsProgress>? progress = null, CancellationToken cancellationToken = default)
        => new Backfill<T>(deliver, options ?? new(), progress).RunAsync(values, cancellationToken);

    /// <summary>Waits until nothing is left of what was handed to this delivery before: each is accepted by Loops or a dead letter.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    Task FlushAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
}
