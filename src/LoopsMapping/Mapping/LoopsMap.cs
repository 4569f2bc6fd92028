using LoopsMapping.Json;
using LoopsMapping.Mapping;

namespace LoopsMapping;

/// <summary>
/// The compiled form of one annotated class: what Segment calls a mapping (an action and its fields). The generator derives one
/// class for each mapping; it is handed to <see cref="ILoopsDelivery"/> together with the value.
/// </summary>
/// <typeparam name="T">The annotated type.</typeparam>
public abstract class LoopsMap<T> : IMappedType
{
    private protected LoopsMap(string name, HttpMethod method, string path)
    {
        Name = name;
        Method = method;
        Path = path;
    }

    /// <summary>What the mapping is called in logs: the class name of a contact, the event name of an event.</summary>
    public string Name { get; }

    /// <summary>The HTTP method of the request.</summary>
    public HttpMethod Method { get; }

    /// <summary>The path of the request below the base address, <c>contacts/update</c>.</summary>
    public string Path { get; }

    /// <summary>Whether Loops takes an <c>Idempotency-Key</c> for this request.</summary>
    public abstract bool TakesIdempotencyKey { get; }

    Type IMappedType.Type => typeof(T);

    /// <summary>Serializes a value into the HTTP request that Loops gets.</summary>
    /// <param name="value">The annotated object.</param>
    /// <param name="options">What the caller asked for, if anything.</param>
    /// <returns>The request; disposing it gives its buffer back.</returns>
    /// <exception cref="LoopsValidationException">The value cannot be sent; the exception names type and member.</exception>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public LoopsRequest CreateRequest(T value, LoopsSendOptions? options = null)
    {
        var body = Serialize(value, out var length, out var lane);
        var key = TakesIdempotencyKey ? options?.IdempotencyKey ?? IdempotencyKeys.Next() : null;
        return new LoopsRequest(Method, Path, body, length, options?.Lane ?? lane, key)
        {
            HasCallerIdempotencyKey = key is not null && options?.IdempotencyKey is not null,
        };
    }

    /// <summary>Writes the body into a pooled buffer, which is the caller's to give back.</summary>
    internal byte[] Serialize(T value, out int length, out string lane)
    {
        if (value is null)
            throw new ArgumentNullException(nameof(value));

        var writer = new LoopsJsonWriter(this);
        try
        {
            WriteBody(ref writer, value);
            lane = writer.GetLane();
            return writer.Detach(out length);
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>Writes the members of the request body; implemented by generated code.</summary>
    /// <param name="writer">Takes the body.</param>
    /// <param name="value">The annotated object, not <see langword="null"/>.</param>
    protected abstract void WriteBody(ref LoopsJsonWriter writer, T value);
}
