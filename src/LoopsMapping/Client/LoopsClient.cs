using LoopsMapping.Client;
using LoopsMapping.Delivery;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LoopsMapping;

/// <summary>
/// The base of every destination, that is of every class with <see cref="LoopsDestinationAttribute"/>; the generator adds one overload
/// of <c>IdentifyAsync</c>, <c>TrackAsync</c> or <c>SendAsync</c> for each mapping, and of <c>IdentifyAllAsync</c> and <c>DeleteAsync</c> for each contact. Thread-safe; one instance serves the whole application.
/// </summary>
public abstract partial class LoopsClient
{
    private readonly ILoopsDelivery _delivery;

    /// <summary>Creates the client over a delivery: direct, or a recorder in tests.</summary>
    /// <param name="delivery">Takes each value together with its mapping.</param>
    protected LoopsClient(ILoopsDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        _delivery = delivery;
    }

    /// <summary>What the client was created over.</summary>
    internal ILoopsDelivery Delivery => _delivery;

    /// <summary>Loops' endpoints beside the mappings: find and delete contacts, list what the account has, and more.</summary>
    /// <exception cref="NotSupportedException">The delivery does not reach Loops: a recorder, for example.</exception>
    public LoopsApi Api => _delivery.Api ?? throw new NotSupportedException($"This client delivers to {_delivery.GetType().Name}, which does not reach Loops, so there is nothing to ask. Use LoopsServer of LoopsMapping.Testing in tests that need answers.");

    /// <summary>
    /// Waits until nothing is left of what was handed to this client before the call, and of what was committed before it in transactions of this
    /// process: each record is accepted by Loops, or a dead letter that says why. Without an outbox there is nothing to wait for.
    /// </summary>
    /// <param name="cancellationToken">Cancels the wait. Give one: while Loops is away, the records wait for it.</param>
    public Task FlushAsync(CancellationToken cancellationToken = default) => _delivery.FlushAsync(cancellationToken);

    /// <summary>
    /// Deletes the contact with this user id (Loops: <c>POST /v1/contacts/delete</c>). Through an outbox the deletion comes after what was sent of
    /// the contact before, and takes what still waits with it.
    /// </summary>
    /// <param name="userId">The user id, as it was sent.</param>
    /// <param name="cancellationToken">Cancels the wait; a request under way may still arrive.</param>
    /// <returns>What became of it; a contact that is not there counts as deleted.</returns>
    /// <exception cref="ArgumentException">It is blank.</exception>
    public Task<LoopsReceipt> DeleteByUserIdAsync(string userId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(userId);
        return _delivery.DeleteAsync(new(userId, null), cancellationToken);
    }

    /// <summary>Deletes the contact with this e-mail address (Loops: <c>POST /v1/contacts/delete</c>); see <see cref="DeleteByUserIdAsync"/>.</summary>
    /// <param name="email">The address; upper and lower case make no difference.</param>
    /// <param name="cancellationToken">Cancels the wait; a request under way may still arrive.</param>
    /// <returns>What became of it; a contact that is not there counts as deleted.</returns>
    /// <exception cref="ArgumentException">It is blank.</exception>
    public Task<LoopsReceipt> DeleteByEmailAsync(string email, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(email);
        return _delivery.DeleteAsync(new(null, email), cancellationToken);
    }

    /// <summary>Deletes the contact that a value describes; called by generated code.</summary>
    /// <typeparam name="T">The annotated type.</typeparam>
    /// <param name="map">The mapping.</param>
    /// <param name="value">The annotated object, of which only the identifiers matter.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="LoopsValidationException">The value has neither an email nor a user id.</exception>
    protected async Task<LoopsReceipt> DeleteContactAsync<T>(LoopsContactMap<T> map, T value, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(map);
        if (value is null)
            throw new ArgumentNullException(nameof(value));
        return await _delivery.DeleteAsync(map.DeletionOf(value), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Hands many contacts to the delivery; called by generated code.</summary>
    /// <typeparam name="T">The annotated type.</typeparam>
    /// <param name="values">The contacts.</param>
    /// <param name="identify">The overload of <c>IdentifyAsync</c> for them.</param>
    /// <param name="options">What the caller asked for, if anything.</param>
    /// <param name="progress">Told how far it has come.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>How far it came.</returns>
    protected Task<LoopsProgress> DeliverAllAsync<T>(
        IAsyncEnumerable<T> values, Func<T, LoopsSendOptions, CancellationToken, Task<LoopsReceipt>> identify,
        LoopsBackfillOptions? options, IProgress<LoopsProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(identify);
        return _delivery.DeliverAllAsync(values, identify, options, progress, cancellationToken);
    }

    /// <summary>Hands a value and its mapping to the delivery; called by generated code.</summary>
    /// <typeparam name="T">The annotated type.</typeparam>
    /// <param name="map">The mapping.</param>
    /// <param name="value">The annotated object.</param>
    /// <param name="options">What the caller asked for, if anything.</param>
    /// <param name="cancellationToken">Cancels the wait; a request that is under way may still arrive.</param>
    /// <returns>What became of it.</returns>
    protected Task<LoopsReceipt> DeliverAsync<T>(LoopsMap<T> map, T value, LoopsSendOptions? options, CancellationToken cancellationToken)
        => _delivery.DeliverAsync(map, value, options, cancellationToken);

    /// <summary>Finds a contact and makes a value of it; called by generated code.</summary>
    /// <typeparam name="T">The annotated class.</typeparam>
    /// <param name="map">The mapping.</param>
    /// <param name="key">Which contact.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The value; <see langword="null"/> when there is no such contact.</returns>
    protected async Task<T?> FindAsync<T>(LoopsContactMap<T> map, LoopsContactKey key, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(map);
        return await Api.FindContactAsync(key, cancellationToken).ConfigureAwait(false) is { } contact ? map.Read(contact.Raw) : null;
    }

    /// <summary>Finds a contact and makes a value of it; called by generated code.</summary>
    /// <typeparam name="T">The annotated struct.</typeparam>
    /// <param name="map">The mapping.</param>
    /// <param name="key">Which contact.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The value; <see langword="null"/> when there is no such contact.</returns>
    protected async Task<T?> FindValueAsync<T>(LoopsContactMap<T> map, LoopsContactKey key, CancellationToken cancellationToken)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(map);
        return await Api.FindContactAsync(key, cancellationToken).ConfigureAwait(false) is { } contact ? map.Read(contact.Raw) : null;
    }

    /// <summary>The delivery of a program without dependency injection: straight to Loops, with connections of its own.</summary>
    /// <param name="options">The key and how to reach Loops.</param>
    /// <param name="loggerFactory">Takes what is logged; nothing is logged without it.</param>
    /// <exception cref="OptionsValidationException">The options cannot work; the message says what is missing and where to put it.</exception>
    /// <param name="name">What people call the destination.</param>
    protected static ILoopsDelivery CreateDelivery(LoopsOptions options, ILoggerFactory? loggerFactory, string name)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (new LoopsOptionsValidator().Validate(null, options) is { Failed: true, Failures: var failures })
            throw new OptionsValidationException(nameof(LoopsOptions), typeof(LoopsOptions), failures);
        return new DirectDelivery(Transport.Create(name, options, loggerFactory));
    }
}
