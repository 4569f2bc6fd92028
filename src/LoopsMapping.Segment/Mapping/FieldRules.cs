using System.Diagnostics;
using System.Globalization;
using LoopsMapping.Segment.Messages;

namespace LoopsMapping.Segment.Mapping;

/// <summary>How Segment checks and converts the values of its destination's fields before it sends them.</summary>
/// <remarks>Measured on its action-destinations: JSON Schema with coercion, and the messages it shows.</remarks>
internal static class FieldRules
{
    /// <summary>An array of one item stands for the item, where no array is wanted.</summary>
    public static SegmentValue Unwrap(SegmentValue value)
    {
        if (value.Kind != SegmentValueKind.Array)
            return value;
        var items = value.Items();
        return items.MoveNext() && items.Current is var only && !items.MoveNext() ? only : value;
    }

    /// <summary>Whether it is text, or becomes text.</summary>
    public static bool IsText(in SegmentValue value)
        => value.Kind is SegmentValueKind.String or SegmentValueKind.Number or SegmentValueKind.True or SegmentValueKind.False;

    /// <summary>Writes text as it stands in the message, or what becomes text.</summary>
    public static void WriteText(ref SegmentWriter writer, ReadOnlySpan<byte> segment, scoped in SegmentValue value)
    {
        if (value.Kind == SegmentValueKind.String && value.Start >= 0)
            writer.Json.WriteValue(segment, writer.Message.Index.Json.Slice(value.Start - 1, value.Raw.Length + 2));
        else
            writer.Json.WriteQuoted(segment, value.ToText());
    }

    /// <summary>Writes a field that is text.</summary>
    /// <returns>Whether it was written.</returns>
    public static bool WriteText(ref SegmentWriter writer, FieldName field, SegmentValue value)
    {
        if (!TryConvert(ref writer, field, ref value))
            return false;
        WriteText(ref writer, field.Segment, value);
        return true;
    }

    /// <summary>Writes the contact's email.</summary>
    /// <returns>Whether it was written.</returns>
    public static bool WriteEmail(ref SegmentWriter writer, SegmentValue value)
    {
        if (!TryConvert(ref writer, FieldName.Email, ref value))
            return false;
        var email = value.ToText();
        if (value.Kind != SegmentValueKind.String || !EmailFormat.IsValid(value.Unescaped()))
        {
            writer.Fail($"{FieldName.Email.Label} must be a valid email address string but it was not.");
            return false;
        }
        WriteText(ref writer, FieldName.Email.Segment, value);
        writer.SetEmail(email);
        return true;
    }

    /// <summary>Writes the contact's user id.</summary>
    /// <returns>Whether it was written.</returns>
    public static bool WriteUserId(ref SegmentWriter writer, SegmentValue value)
    {
        if (!TryConvert(ref writer, FieldName.UserId, ref value))
            return false;
        var userId = value.ToText();
        WriteText(ref writer, FieldName.UserId.Segment, value);
        if (userId.Length > 0)
            writer.SetUserId(userId);
        return true;
    }

    /// <summary>
    /// Somebody must be named. Segment asks for the user id in any case; here a valid email is enough, which is the one difference that is meant.
    /// </summary>
    /// <param name="writer">The body with its identity.</param>
    /// <param name="userId">What the user id was made of.</param>
    public static void RequireIdentity(ref SegmentWriter writer, SegmentValue userId)
    {
        if (writer.UserId is null && writer.Email is null && IsEmpty(userId))
            writer.FailFirst("The root value is missing the required field 'userId'.");
    }

    /// <summary>Writes a field that is a boolean.</summary>
    /// <returns>Whether it was written.</returns>
    public static bool WriteBoolean(ref SegmentWriter writer, FieldName field, scoped in SegmentValue value)
    {
        if (IsEmpty(value))
            return false;
        var only = Unwrap(value);
        switch (only.Kind)
        {
            case SegmentValueKind.True:
            case SegmentValueKind.String when only.Is("true"u8):
            case SegmentValueKind.Number when only.Is(1):
                writer.Json.WriteBoolean(field.Segment, true);
                return true;
            case SegmentValueKind.False or SegmentValueKind.Null:
            case SegmentValueKind.String when only.Is("false"u8):
            case SegmentValueKind.Number when only.Is(0):
                writer.Json.WriteBoolean(field.Segment, false);
                return true;
            default:
                Refuse(ref writer, field, "a boolean", only);
                return false;
        }
    }

    /// <summary>Writes a field that is a date, or looks like one to JavaScript, as it stands in the message.</summary>
    /// <returns>Whether it was written.</returns>
    public static bool WriteDate(ref SegmentWriter writer, FieldName field, scoped in SegmentValue value)
    {
        if (IsEmpty(value))
            return false;
        var only = Unwrap(value);
        var isItem = value.Kind == SegmentValueKind.Array && only.Kind != SegmentValueKind.Array;
        if (only.Kind is SegmentValueKind.Object or SegmentValueKind.Array)
        {
            Refuse(ref writer, field, "a string or number", only);
            return false;
        }
        var text = only.ToText();
        // An item that is a number becomes text, and one that is the text of a number becomes one.
        if (isItem && only.Kind == SegmentValueKind.String)
        {
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            {
                writer.Json.WriteNumber(field.Segment, number, "");
                return true;
            }
            Refuse(ref writer, field, "a string or number", only);
        }
        if (only.Kind == SegmentValueKind.Number && !isItem && double.IsFinite(only.ToNumber()))
        {
            writer.Json.WriteValue(field.Segment, only.Raw);
            return true;
        }
        if (only.Kind is SegmentValueKind.String or SegmentValueKind.Number && DateLike.IsValid(text))
        {
            WriteText(ref writer, field.Segment, only);
            return !isItem || only.Kind == SegmentValueKind.Number;
        }
        writer.Fail($"{field.Label} must be a valid date-like string but it was not.");
        return false;
    }

    /// <summary>The object that a field holds.</summary>
    /// <returns>What is no object when the field is empty or refused.</returns>
    public static SegmentValue ReadObject(scoped ref SegmentWriter writer, FieldName field, scoped in SegmentValue value)
    {
        if (IsEmpty(value))
            return default;
        if (value.Kind == SegmentValueKind.Object)
            return value;
        Refuse(ref writer, field, "an object", value);
        return default;
    }

    /// <summary>Segment leaves out fields that are null or empty text.</summary>
    public static bool IsEmpty(in SegmentValue value) => value.IsNull || (value.Kind == SegmentValueKind.String && value.Raw.IsEmpty);

    /// <summary>Blank text is no identifier.</summary>
    public static bool IsBlank(in SegmentValue value) => value.IsNull || (value.Kind == SegmentValueKind.String && string.IsNullOrWhiteSpace(value.ToText()));

    public static void Refuse(ref SegmentWriter writer, FieldName field, string expected, in SegmentValue value)
        => writer.Fail($"{field.Label} must be {expected} but it was {TypeName(value)}.");

    public static string TypeName(in SegmentValue value) => value.Kind switch
    {
        SegmentValueKind.Missing or SegmentValueKind.Null => "null",
        SegmentValueKind.False or SegmentValueKind.True => "a boolean",
        SegmentValueKind.Number => "a number",
        SegmentValueKind.String => "a string",
        SegmentValueKind.Object => "an object",
        SegmentValueKind.Array => "an array",
        _ => throw new UnreachableException(),
    };

    /// <summary>Makes a value one that text is written of.</summary>
    private static bool TryConvert(ref SegmentWriter writer, FieldName field, ref SegmentValue value)
    {
        if (IsEmpty(value))
            return false;
        if (value.Kind == SegmentValueKind.String)
            return true;
        var only = Unwrap(value);
        // Null in an array of one is not left out: it becomes empty text.
        if (only.Kind == SegmentValueKind.Null)
            only = SegmentValue.Text(default);
        if (!IsText(only))
        {
            Refuse(ref writer, field, "a string", only);
            return false;
        }
        value = only;
        return true;
    }
}
