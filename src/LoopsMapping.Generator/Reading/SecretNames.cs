namespace LoopsMapping.Generator.Reading;

/// <summary>Names of members that hardly anybody means to hand to an e-mail platform.</summary>
internal static class SecretNames
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "password", "secret", "token", "hash", "stamp", "salt", "ssn", "iban" };

    /// <summary>The word of a name that says secret: <c>hash</c> in <c>PasswordHash</c>, and not in <c>Hashtag</c>.</summary>
    public static string? Find(string memberName)
    {
        var words = WireNames.EventName(memberName).Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            if (Find(words, i) is { } word)
                return word;
        }
        return null;
    }

    /// <summary>The last word of a name, if it says secret: <c>ssn</c> in <c>CustomerSsn</c>.</summary>
    public static string? FindLast(string memberName)
    {
        var words = WireNames.EventName(memberName).Split(' ');
        return Find(words, words.Length - 1);
    }

    private static string? Find(string[] words, int index)
    {
        var word = words[index];
        var before = index == 0 ? "" : words[index - 1];
        var singular = word.Length > 3 && word.EndsWith("s", StringComparison.OrdinalIgnoreCase) && !Words.Contains(word) ? word.Substring(0, word.Length - 1) : word;
        // A TimeStamp is a time.
        if (Words.Contains(singular) && !Is(before, "time"))
            return singular.ToLowerInvariant();
        return Is(before, "api") && Is(singular, "key") ? "apiKey" : null;
    }

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
