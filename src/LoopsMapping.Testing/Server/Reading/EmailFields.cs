using System.Collections.ObjectModel;
using System.Text.Json;
using LoopsMapping.Testing.Endpoints;

namespace LoopsMapping.Testing.Reading;

/// <summary>What a body says about a transactional email, checked in full before anything changes.</summary>
internal sealed record EmailFields(string Email, string TransactionalId, bool AddToAudience, IReadOnlyDictionary<string, JsonElement>? DataVariables, IReadOnlyList<LoopsAttachment> Attachments)
{
    /// <summary>Members that Loops limits as a whole and not text by text.</summary>
    private static readonly string[] Unlimited = ["dataVariables", "attachments"];

    public static EmailFields Read(byte[] body)
    {
        var members = JsonBody.ReadObject(body, Unlimited);
        return new(ReadEmail(members), ReadTransactionalId(members), ReadAddToAudience(members), ReadDataVariables(members), AttachmentReader.Read(members));
    }

    private static string ReadEmail(IReadOnlyDictionary<string, JsonElement> members)
    {
        var email = members.ReadText("email") ?? throw TransactionalFailure.At("email", Messages.EmailMissing);
        return EmailAddress.IsValid(email) ? email : throw TransactionalFailure.At("email", Messages.InvalidEmail);
    }

    private static string ReadTransactionalId(IReadOnlyDictionary<string, JsonElement> members)
    {
        var id = members.ReadText("transactionalId");
        return string.IsNullOrWhiteSpace(id) ? throw TransactionalFailure.At("transactionalId", Messages.TransactionalIdMissing) : id;
    }

    private static bool ReadAddToAudience(IReadOnlyDictionary<string, JsonElement> members)
        => members.TryGetValue("addToAudience", out var value) && value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False or JsonValueKind.Null => false,
            _ => throw TransactionalFailure.At("addToAudience", "addToAudience must be a boolean."),
        };

    private static ReadOnlyDictionary<string, JsonElement>? ReadDataVariables(IReadOnlyDictionary<string, JsonElement> members)
    {
        if (!members.TryGetValue("dataVariables", out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind != JsonValueKind.Object)
            throw TransactionalFailure.At("dataVariables", "dataVariables must be an object.");
        var variables = value.ReadMembers();
        foreach (var (name, variable) in variables)
        {
            if (!IsScalar(variable) && !IsListOfObjects(variable))
                throw TransactionalFailure.Nested(400, "dataVariables", $"{name} must be a string, a number or a list of objects of these.");
        }
        return variables.AsReadOnly();
    }

    private static bool IsScalar(JsonElement value) => value.ValueKind is JsonValueKind.String or JsonValueKind.Number;

    private static bool IsListOfObjects(JsonElement value)
        => value.ValueKind == JsonValueKind.Array
            && value.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.Object && item.EnumerateObject().All(static member => IsScalar(member.Value)));
}
