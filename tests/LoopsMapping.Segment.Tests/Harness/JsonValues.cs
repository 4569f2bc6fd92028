using System.Text.Json;

namespace LoopsMapping.Segment.Tests.Harness;

/// <summary>JSON compared as what JavaScript reads in it: numbers as doubles, the last of a name, no order of names.</summary>
internal static class JsonValues
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 4096 };

    public static bool AreEqual(string expected, string actual)
    {
        using var left = JsonDocument.Parse(expected, Options);
        using var right = JsonDocument.Parse(actual, Options);
        return AreEqual(left.RootElement, right.RootElement);
    }

    private static bool AreEqual(JsonElement left, JsonElement right) => left.ValueKind == right.ValueKind && left.ValueKind switch
    {
        JsonValueKind.Number => left.GetDouble() == right.GetDouble(),
        JsonValueKind.String => JsonText(left) == JsonText(right),
        JsonValueKind.Array => left.GetArrayLength() == right.GetArrayLength() && left.EnumerateArray().Zip(right.EnumerateArray()).All(static pair => AreEqual(pair.First, pair.Second)),
        JsonValueKind.Object => Members(left) is var expected && Members(right) is var actual && expected.Count == actual.Count
            && expected.All(member => actual.TryGetValue(member.Key, out var value) && AreEqual(member.Value, value)),
        _ => true,
    };

    private static Dictionary<string, JsonElement> Members(JsonElement element)
    {
        Dictionary<string, JsonElement> members = [];
        foreach (var member in element.EnumerateObject())
            members[Name(member)] = member.Value;
        return members;
    }

    /// <summary>Whether a name comes anywhere in a text, with or without escapes.</summary>
    public static bool HasName(string json, string name)
    {
        using var document = JsonDocument.Parse(json, Options);
        return HasName(document.RootElement, name);
    }

    private static bool HasName(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Any(member => Name(member) == name || HasName(member.Value, name)),
        JsonValueKind.Array => element.EnumerateArray().Any(item => HasName(item, name)),
        _ => false,
    };

    /// <summary>The text, also where half a surrogate pair keeps .NET from reading it.</summary>
    private static string JsonText(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return element.GetRawText().ToLowerInvariant();
        }
    }

    private static string Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return member.ToString().Split(':')[0].Trim();
        }
    }
}
