using System.Text.Json;
using LoopsMapping.Api;

namespace LoopsMapping;

/// <summary>A transactional email that no class maps, for <see cref="LoopsApi.SendTransactionalAsync"/>.</summary>
/// <param name="TransactionalId">The id of the email in Loops.</param>
/// <param name="Email">The recipient.</param>
public sealed record LoopsTransactionalData(string TransactionalId, string Email)
{
    /// <summary>Whether the recipient becomes a contact.</summary>
    public bool AddToAudience { get; init; }

    /// <summary>Data variables by name, text and numbers; null values are left out.</summary>
    public IReadOnlyDictionary<string, LoopsValue> DataVariables { get; init; } = new Dictionary<string, LoopsValue>();

    /// <summary>The files that go with it.</summary>
    public IReadOnlyList<LoopsAttachment> Attachments { get; init; } = [];

    /// <summary>The id of the email alone, since it may get into a log.</summary>
    public override string ToString() => TransactionalId;

    internal void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(TransactionalId);
        ArgumentException.ThrowIfNullOrWhiteSpace(Email);
        writer.WriteString("transactionalId", TransactionalId);
        writer.WriteString("email", Email);
        if (AddToAudience)
            writer.WriteBoolean("addToAudience", true);
        writer.WriteStartObject("dataVariables");
        foreach (var (name, value) in DataVariables)
        {
            if (value.Value is bool)
                throw new ArgumentException($"The data variable '{name}' is a bool; Loops takes text and numbers.");
            if (value.Value is not null)
                writer.WriteValue(name, value);
        }
        writer.WriteEndObject();
        if (Attachments.Count == 0)
            return;
        writer.WriteStartArray("attachments");
        foreach (var attachment in Attachments)
        {
            writer.WriteStartObject();
            writer.WriteString("filename", attachment.FileName);
            writer.WriteString("contentType", attachment.ContentType);
            writer.WriteBase64String("data", attachment.Content);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
