using System.ComponentModel;

namespace LoopsMapping;

/// <summary>The base of generated contact mappings: <c>PUT /v1/contacts/update</c>, which creates or updates.</summary>
/// <typeparam name="T">The annotated type.</typeparam>
/// <param name="name">The class name.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LoopsContactMap<T>(string name) : LoopsMap<T>(name, HttpMethod.Put, "contacts/update")
{
    /// <inheritdoc/>
    /// <remarks>Never: the same update twice has the effect of one.</remarks>
    public sealed override bool TakesIdempotencyKey => false;
}
