using System.ComponentModel;
using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace LoopsMapping.Json;

/// <summary>
/// What generated code reads a contact of Loops with. This type is the generator's contract with the library, not meant to be called by hand.
/// </summary>
/// <remarks>What Loops does not have, or has as null, is null. A value of another type throws and names its path.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct LoopsContactReader
{
    private readonly JsonElement _contact;
    private readonly Type _type;

    internal LoopsContactReader(JsonElement contact, Type type)
    {
        _contact = contact;
        _type = type;
    }

    /// <summary>Text.</summary>
    /// <param name="name">The name in Loops.</param>
    public string? Text(string name) => Find(name) is { } value ? value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        // An id that another program sent as a number.
        JsonValueKind.Number => value.GetRawText(),
        _ => throw Unexpected(name, value, "text"),
    } : null;

    /// <summary>One character.</summary>
    /// <param name="name">The name in Loops.</param>
    public char? Character(string name) => Text(name) is { } text ? text.Length == 1 ? text[0] : throw Invalid(name, "one character") : null;

    /// <summary>An absolute or relative address.</summary>
    /// <param name="name">The name in Loops.</param>
    public Uri? Address(string name) => Text(name) is { } text ? Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var uri) ? uri : throw Invalid(name, "an address") : null;

    /// <summary>A Guid.</summary>
    /// <param name="name">The name in Loops.</param>
    public Guid? Identifier(string name) => Text(name) is { } text ? Guid.TryParse(text, out var guid) ? guid : throw Invalid(name, "a Guid") : null;

    /// <summary>A number, or text that is one, as user ids are.</summary>
    /// <typeparam name="T">The .NET type.</typeparam>
    /// <param name="name">The name in Loops.</param>
    public T? Number<T>(string name)
        where T : struct, INumberBase<T>
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind is not (JsonValueKind.Number or JsonValueKind.String))
            throw Unexpected(name, value, "a number");
        var text = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : value.GetString()!;
        return T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Invalid(name, typeof(T).Name);
    }

    /// <summary>True or false.</summary>
    /// <param name="name">The name in Loops.</param>
    public bool? Boolean(string name) => Find(name) is { } value ? value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Unexpected(name, value, "true or false"),
    } : null;

    /// <summary>A point in time: a date as text, without an offset in UTC, or Unix milliseconds.</summary>
    /// <param name="name">The name in Loops.</param>
    public DateTimeOffset? Instant(string name)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var milliseconds) && milliseconds is >= -62_135_596_800_000 and <= 253_402_300_799_999)
            return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        if (value.ValueKind != JsonValueKind.String)
            throw Unexpected(name, value, "a date");
        return DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date) ? date : throw Invalid(name, "a date");
    }

    /// <summary>A point in time, in UTC.</summary>
    /// <param name="name">The name in Loops.</param>
    public DateTime? UtcTime(string name) => Instant(name)?.UtcDateTime;

    /// <summary>A day.</summary>
    /// <param name="name">The name in Loops.</param>
    public DateOnly? Day(string name) => Instant(name) is { } instant ? DateOnly.FromDateTime(instant.UtcDateTime) : null;

    /// <summary>An enum by its name or number, for values that the class does not know by another text.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <param name="name">The name in Loops.</param>
    /// <param name="text">What Loops has.</param>
    public T Enum<T>(string name, string text)
        where T : struct, Enum
        => System.Enum.TryParse<T>(text, out var value) ? value : throw Invalid(name, typeof(T).Name);

    /// <summary>Whether the contact is on a mailing list; Loops tells only those that it is on.</summary>
    /// <param name="id">The list's id.</param>
    public bool? IsOnList(string id)
        => _contact.TryGetProperty("mailingLists", out var lists) && lists.ValueKind == JsonValueKind.Object && lists.TryGetProperty(id, out var isOn) && isOn.ValueKind == JsonValueKind.True;

    /// <summary>A value that the class cannot do without.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">What Loops has.</param>
    /// <param name="name">The name in Loops.</param>
    /// <param name="member">The C# member.</param>
    /// <exception cref="LoopsException">Loops has nothing.</exception>
    public T Required<T>(T? value, string name, string member)
        where T : class
        => value ?? throw Missing(name, member);

    /// <inheritdoc cref="Required{T}(T, string, string)"/>
    public T Required<T>(T? value, string name, string member)
        where T : struct
        => value ?? throw Missing(name, member);

    private JsonElement? Find(string name)
        => _contact.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;

    private LoopsException Missing(string name, string member)
        => new($"The contact cannot be read as {_type}: Loops has no {name}, and {member} needs one. Make the member nullable, or give it a default.");

    private LoopsException Unexpected(string name, JsonElement value, string expected)
        => new($"The contact cannot be read as {_type}: {name} is {Kind(value)}, where {expected} was expected.");

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        JsonValueKind.Array => "a list",
        _ => "an object",
    };

    // Without the value, which is personal data.
    private LoopsException Invalid(string name, string expected) => new($"The contact cannot be read as {_type}: {name} is not {expected}.");
}
