using System.Text.Json;
using LoopsMapping.Testing.Endpoints;

namespace LoopsMapping.Testing.Reading;

/// <summary>A request body as a flat object; all of its text has been decoded once, so nothing in it throws later.</summary>
internal static class JsonBody
{
    /// <summary>The limit of 500 counts the two quotes.</summary>
    private const int MaxTextLength = 498;

    private const int MaxValueLength = 500;

    /// <summary>Members in the order in which they were sent; of a name that was sent twice, the last value, as in JavaScript.</summary>
    /// <param name="body">The body.</param>
    /// <param name="unlimited">Members within which texts may have any length.</param>
    public static IReadOnlyDictionary<string, JsonElement> ReadObject(byte[] body, params string[] unlimited)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new RefusedException(400, Messages.NotAnObject);
            foreach (var member in document.RootElement.EnumerateObject())
                CheckLengths(member, isLimited: !unlimited.Contains(member.Name));
            return document.RootElement.Clone().ReadMembers();
        }
        // Text that is no Unicode (bytes that are not UTF-8, half a surrogate pair) is found when it is decoded.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new RefusedException(400, Messages.NotJson);
        }
    }

    public static Dictionary<string, JsonElement> ReadMembers(this JsonElement element)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
            members[member.Name] = member.Value;
        return members;
    }

    /// <summary>The text of a member; <see langword="null"/> when it is absent or null.</summary>
    public static string? ReadText(this IReadOnlyDictionary<string, JsonElement> body, string name)
    {
        if (!body.TryGetValue(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw new RefusedException(400, $"{name} must be a string.");
    }

    private static void CheckLengths(JsonProperty member, bool isLimited)
    {
        Check(member.Name.Length, MaxTextLength, isLimited);
        CheckLengths(member.Value, isLimited);
    }

    private static void CheckLengths(JsonElement element, bool isLimited)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                    CheckLengths(member, isLimited);
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    CheckLengths(item, isLimited);
                break;
            case JsonValueKind.String:
                Check(element.GetString()!.Length, MaxTextLength, isLimited);
                break;
            case JsonValueKind.Number:
                Check(element.GetRawText().Length, MaxValueLength, isLimited);
                break;
        }
    }

    private static void Check(int length, int limit, bool isLimited)
    {
        if (isLimited && length > limit)
            throw new RefusedException(400, Messages.TooLong);
    }
}
