using System.ComponentModel;
using System.Text.Json;
using LoopsMapping.Json;

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

    /// <summary>Makes a value of a contact that Loops has; overridden by generated code where the class can be made so.</summary>
    /// <param name="contact">The contact.</param>
    /// <exception cref="LoopsException">The contact lacks a value that the class needs, or has one of another type.</exception>
    protected virtual T ReadContact(LoopsContactReader contact) => throw new NotSupportedException($"{typeof(T)} cannot be read.");

    /// <summary>Which contact a value is. Whatever else is wrong with it, it can be deleted.</summary>
    /// <exception cref="LoopsValidationException">Neither identifier has a value.</exception>
    internal LoopsDeletion DeletionOf(T value)
    {
        var writer = new LoopsJsonWriter(this);
        try
        {
            WriteBody(ref writer, value);
        }
        catch (Exception) when (writer.Identity is { UserId: not null } or { Email: not null })
        {
            // Generated code writes the identifiers first; what came after them does not matter here.
        }
        finally
        {
            writer.Dispose();
        }
        _ = writer.GetLane();
        return new(writer.Identity.UserId, writer.Identity.Email);
    }

    internal T Read(JsonElement contact) => ReadContact(new LoopsContactReader(contact, typeof(T)));
}
