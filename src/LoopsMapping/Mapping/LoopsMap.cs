using System.Numerics;
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

    /// <summary>What the mapping is called in logs: the event name of an event, else the class name.</summary>
    public string Name { get; }

    /// <summary>The HTTP method of the request.</summary>
    public HttpMethod Method { get; }

    /// <summary>The path of the request below the base address, <c>contacts/update</c>.</summary>
    public string Path { get; }

    /// <summary>Whether Loops takes an <c>Idempotency-Key</c> for this request.</summary>
    public abstract bool TakesIdempotencyKey { get; }

    /// <summary>How long after the call a request is still of use; <see langword="null"/> for ever. Overridden by generated code.</summary>
    public virtual TimeSpan? ExpiresAfter => null;

    Type IMappedType.Type => typeof(T);

    /// <summary>Serializes a value into the HTTP request that Loops gets.</summary>
    /// <param name="value">The annotated object.</param>
    /// <param name="options">What the caller asked for, if anything.</param>
    /// <returns>The request; disposing it gives its buffer back.</returns>
    /// <exception cref="LoopsValidationException">The value cannot be sent; the exception names type and member.</exception>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public LoopsRequest CreateRequest(T value, LoopsSendOptions? options = null)
    {
        if (value is null)
            throw new ArgumentNullException(nameof(value));

        var given = GivenIdempotencyKey(value, options);
        var body = Serialize(value, out var length, out var lane, out var identity);
        return new LoopsRequest(Method, Path, body, length, options?.Lane ?? lane, given ?? (TakesIdempotencyKey ? IdempotencyKeys.Next() : null))
        {
            HasCallerIdempotencyKey = given is not null,
            Email = identity.Email,
            UserId = identity.UserId,
            ExpiresAfter = options?.ExpiresAfter ?? ExpiresAfter,
        };
    }

    /// <summary>The member that <see cref="GetIdempotencyKey"/> reads, for the error; overridden by generated code.</summary>
    protected virtual string? IdempotencyKeyMember => null;

    /// <summary>The value's own idempotency key, <see langword="null"/> when it has none; overridden by generated code.</summary>
    /// <param name="value">The annotated object, not <see langword="null"/>.</param>
    protected virtual string? GetIdempotencyKey(T value) => null;

    /// <summary>An identifier as text; blank text is none.</summary>
    /// <param name="value">The identifier.</param>
    protected static string? IdentifierText(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    /// <summary>An identifier as text; 0 is none.</summary>
    /// <param name="value">The identifier.</param>
    protected static string? IdentifierText<TNumber>(TNumber value)
        where TNumber : struct, INumberBase<TNumber>
        => Json.IdentifierText.Of(value);

    /// <inheritdoc cref="IdentifierText{TNumber}(TNumber)"/>
    protected static string? IdentifierText<TNumber>(TNumber? value)
        where TNumber : struct, INumberBase<TNumber>
        => Json.IdentifierText.Of(value.GetValueOrDefault());

    /// <summary>An identifier as text; an empty Guid is none.</summary>
    /// <param name="value">The identifier.</param>
    protected static string? IdentifierText(Guid value) => Json.IdentifierText.Of(value);

    /// <inheritdoc cref="IdentifierText(Guid)"/>
    protected static string? IdentifierText(Guid? value) => Json.IdentifierText.Of(value.GetValueOrDefault());

    /// <summary>The key that the caller or the value gives, checked.</summary>
    private string? GivenIdempotencyKey(T value, LoopsSendOptions? options)
    {
        if (!TakesIdempotencyKey)
            return null;
        if (options?.IdempotencyKey is { } key)
            return key;
        var own = GetIdempotencyKey(value);
        return own is null || IdempotencyKeys.IsValid(own) ? own : throw LoopsValidationException.BadIdempotencyKey(typeof(T), IdempotencyKeyMember);
    }

    /// <summary>Writes the body into a pooled buffer, which is the caller's to give back.</summary>
    internal byte[] Serialize(T value, out int length, out string lane, out MappedIdentity identity)
    {
        var writer = new LoopsJsonWriter(this);
        try
        {
            WriteBody(ref writer, value);
            lane = GetLane(ref writer);
            identity = writer.Identity;
            return writer.Detach(out length);
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>Requests of one lane are kept in order.</summary>
    /// <exception cref="LoopsValidationException">Nothing says whose the request is.</exception>
    private protected virtual string GetLane(ref LoopsJsonWriter writer) => writer.GetLane();

    /// <summary>Writes the members of the request body; implemented by generated code.</summary>
    /// <param name="writer">Takes the body.</param>
    /// <param name="value">The annotated object, not <see langword="null"/>.</param>
    protected abstract void WriteBody(ref LoopsJsonWriter writer, T value);
}
