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
}
