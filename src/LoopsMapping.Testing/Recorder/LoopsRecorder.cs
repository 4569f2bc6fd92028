using System.Text;

namespace LoopsMapping.Testing;

/// <summary>
/// An <see cref="ILoopsDelivery"/> for unit tests: nothing is sent, and the objects that were handed to the client come back. Each value is
/// checked and serialized just as it would be for Loops, so what cannot be sent throws here too.
/// </summary>
/// <example>
/// <code>
/// var recorder = new LoopsRecorder();
/// var service = new SignUpService(new AppLoops(recorder));
///
/// await service.SignUpAsync("adam@loops.so");
///
/// var registered = Assert.Single(recorder.Tracked&lt;UserRegistered&gt;());
/// Assert.Equal("Pro", registered.Plan);
/// </code>
/// </example>
public sealed class LoopsRecorder : ILoopsDelivery
{
    private readonly object _gate = new();
    private readonly List<LoopsRecord> _records = [];

    /// <summary>Everything that was handed in, in order.</summary>
    public IReadOnlyList<LoopsRecord> Records
    {
        get
        {
            lock (_gate)
                return [.. _records];
        }
    }

    /// <summary>The contacts that were identified and are a <typeparamref name="T"/>, in order.</summary>
    /// <typeparam name="T">The annotated class.</typeparam>
    public IReadOnlyList<T> Identified<T>() => Values<T>(LoopsRecordKind.Identify);

    /// <summary>The events that were tracked and are a <typeparamref name="T"/>, in order.</summary>
    /// <typeparam name="T">The annotated class.</typeparam>
    public IReadOnlyList<T> Tracked<T>() => Values<T>(LoopsRecordKind.Track);

    /// <summary>The transactional emails that were sent and are a <typeparamref name="T"/>, in order.</summary>
    /// <typeparam name="T">The annotated class.</typeparam>
    public IReadOnlyList<T> Sent<T>() => Values<T>(LoopsRecordKind.Send);

    /// <summary>The contacts that were deleted, in order.</summary>
    public IReadOnlyList<LoopsDeletion> Deleted => Values<LoopsDeletion>(LoopsRecordKind.Delete);

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        lock (_gate)
            _records.Clear();
    }

    /// <inheritdoc/>
    public Task<LoopsReceipt> DeliverAsync<T>(LoopsMap<T> map, T value, LoopsSendOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(map);
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<LoopsReceipt>(cancellationToken);
        try
        {
            using var request = map.CreateRequest(value, options);
            Add(new(KindOf(map), value!, map.Name, Encoding.UTF8.GetString(request.Body.Span), request.IdempotencyKey));
            return Task.FromResult(new LoopsReceipt(LoopsOutcome.Accepted, request.IdempotencyKey));
        }
        catch (Exception exception) when (exception is LoopsValidationException or ArgumentNullException)
        {
            return Task.FromException<LoopsReceipt>(exception);
        }
    }

    /// <inheritdoc/>
    public Task<LoopsReceipt> DeleteAsync(LoopsDeletion deletion, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(deletion);
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<LoopsReceipt>(cancellationToken);
        Add(new(LoopsRecordKind.Delete, deletion, nameof(LoopsDeletion), Encoding.UTF8.GetString(deletion.CreateBody().Span), null));
        return Task.FromResult(new LoopsReceipt(LoopsOutcome.Accepted));
    }

    private void Add(LoopsRecord record)
    {
        lock (_gate)
            _records.Add(record);
    }

    private static LoopsRecordKind KindOf<T>(LoopsMap<T> map) => map switch
    {
        LoopsContactMap<T> => LoopsRecordKind.Identify,
        LoopsEventMap<T> => LoopsRecordKind.Track,
        _ => LoopsRecordKind.Send,
    };

    private T[] Values<T>(LoopsRecordKind kind) => [.. Records.Where(record => record.Kind == kind).Select(record => record.Value).OfType<T>()];
}
