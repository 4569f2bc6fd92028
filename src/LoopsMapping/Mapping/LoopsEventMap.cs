using System.ComponentModel;

namespace LoopsMapping;

/// <summary>The base of generated event mappings: <c>POST /v1/events/send</c>.</summary>
/// <typeparam name="T">The annotated type.</typeparam>
/// <param name="name">The event's name as Loops shows it.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LoopsEventMap<T>(string name) : LoopsMap<T>(name, HttpMethod.Post, "events/send")
{
    /// <inheritdoc/>
    /// <remarks>Always: an event sent twice would send its e-mail twice.</remarks>
    public sealed override bool TakesIdempotencyKey => true;
}
