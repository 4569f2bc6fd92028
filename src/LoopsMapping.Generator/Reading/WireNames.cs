namespace LoopsMapping.Generator.Reading;

/// <summary>Names as Loops knows them.</summary>
internal static class WireNames
{
    /// <summary>The longest text Loops takes: 500 characters with the two quotes.</summary>
    private const int MaxTextLength = 498;

    /// <summary>Names that Loops keeps for itself; a contact property of such a name cannot be created.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal) { "id", "listId", "softDeleteAt", "teamId", "updatedAt", "optInStatus" };

    /// <summary>What the root of an event request holds besides contact properties.</summary>
    private static readonly HashSet<string> EventRoot = new(StringComparer.Ordinal) { "email", "userId", "eventName", "eventProperties", "mailingLists" };

    /// <summary>Whether every account has the contact property, without anybody having made it.</summary>
    public static bool IsBuiltIn(string contactProperty) => contactProperty is
        "email" or "userId" or "firstName" or "lastName" or "source" or "subscribed" or "userGroup" or "createdAt" or "mailingLists";

    public static bool IsReserved(string contactProperty, bool onEvent)
        => Reserved.Contains(contactProperty) || (onEvent && EventRoot.Contains(contactProperty));

    /// <summary>Whether Loops takes the name for a data variable.</summary>
    public static bool IsDataVariable(string name)
        => name.All(static c => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '_' or '-');

    /// <summary>Why Loops does not take the name of an event; <see langword="null"/> when it does.</summary>
    public static string? EventNameObjection(string name)
    {
        if (name.IndexOf(':') >= 0)
            return "has a colon, which Loops keeps for the events of other platforms";
        if (name != name.Trim())
            return "begins or ends with white space, which nobody sees in Loops";
        return name.Length > MaxTextLength ? $"has {name.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)} characters, of which Loops takes {MaxTextLength}" : null;
    }

    /// <summary>The nearest name that Loops takes: <c>Order: Placed</c> → <c>Order Placed</c>.</summary>
    public static string ToEventName(string name)
    {
        var words = string.Join(" ", name.Replace(':', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length > MaxTextLength ? words.Substring(0, MaxTextLength).TrimEnd() : words;
    }

    /// <summary>The camelCase form, as System.Text.Json's <c>JsonNamingPolicy.CamelCase</c> has it: <c>URL</c> → <c>url</c>.</summary>
    public static string CamelCase(string name)
    {
        if (name.Length == 0 || !char.IsUpper(name[0]))
            return name;
        var chars = name.ToCharArray();
        for (var i = 0; i < chars.Length; i++)
        {
            if (i == 1 && !char.IsUpper(chars[i]))
                break;
            var hasNext = i + 1 < chars.Length;
            if (i > 0 && hasNext && !char.IsUpper(chars[i + 1]))
                break;
            chars[i] = char.ToLowerInvariant(chars[i]);
        }
        return new string(chars);
    }

    /// <summary>The snake_case form: <c>PlanName</c> → <c>plan_name</c>, <c>URLPath</c> → <c>url_path</c>.</summary>
    public static string SnakeCase(string name)
    {
        var words = new System.Text.StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(name[i]) && name[i - 1] != '_'
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord)
                words.Append('_');
            words.Append(char.ToLowerInvariant(name[i]));
        }
        return words.ToString();
    }

    /// <summary>An event's name from its class: <c>UserRegistered</c> → <c>User Registered</c>, <c>APIKeyCreated</c> → <c>API Key Created</c>.</summary>
    public static string EventName(string className)
    {
        var words = new System.Text.StringBuilder(className.Length + 8);
        for (var i = 0; i < className.Length; i++)
        {
            var c = className[i];
            var startsWord = i > 0 && char.IsUpper(c)
                && (!char.IsUpper(className[i - 1]) || (i + 1 < className.Length && char.IsLower(className[i + 1])));
            if (startsWord && words[words.Length - 1] != ' ')
                words.Append(' ');
            words.Append(c == '_' ? ' ' : c);
        }
        return words.ToString().Trim();
    }
}
