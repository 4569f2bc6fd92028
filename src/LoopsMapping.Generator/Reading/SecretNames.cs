namespace LoopsMapping.Generator.Reading;

/// <summary>Names of members that hardly anybody means to hand to an e-mail platform.</summary>
internal static class SecretNames
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "password", "secret", "token", "hash", "stamp", "salt", "ssn", "iban" };

    /// <summary>The word of a name that says secret: <c>hash</c> in <c>PasswordHash</c>, and not in <c>Hashtag</c>.</summary>
    public static string? Find(string memberName)
    {
        string? before = null;
        foreach (var word in WireNames.EventName(memberName).Split(' '))
        {
            var singular = word.Length > 3 && word.EndsWith("s", StringComparison.OrdinalIgnoreCase) && !Words.Contains(word) ? word.Substring(0, word.Length - 1) : word;
            var isTime = string.Equals(before, "time", StringComparison.OrdinalIgnoreCase);
            if (Words.Contains(singular) && !isTime)
                return singular.ToLowerInvariant();
            if (string.Equals(before, "api", StringComparison.OrdinalIgnoreCase) && string.Equals(singular, "key", StringComparison.OrdinalIgnoreCase))
                return "apiKey";
            before = word;
        }
        return null;
    }
}
