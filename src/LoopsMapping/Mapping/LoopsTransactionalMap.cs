using System.ComponentModel;
using LoopsMapping.Json;

namespace LoopsMapping;

/// <summary>The base of generated mappings of transactional emails: <c>POST /v1/transactional</c>.</summary>
/// <typeparam name="T">The annotated type.</typeparam>
/// <param name="name">The class name.</param>
/// <param name="transactionalId">The id of the email in Loops.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LoopsTransactionalMap<T>(string name, string transactionalId) : LoopsMap<T>(name, HttpMethod.Post, RequestPath)
{
    internal const string RequestPath = "transactional";

    /// <inheritdoc/>
    /// <remarks>Always: it would be mailed twice.</remarks>
    public sealed override bool TakesIdempotencyKey => true;

    /// <summary>Apart from the contact's other requests: a password reset waits for nothing.</summary>
    private protected sealed override string GetLane(ref LoopsJsonWriter writer) => $"{RequestPath}/{transactionalId}/{writer.GetRecipient()}";
}
