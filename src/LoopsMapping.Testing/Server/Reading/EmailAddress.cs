namespace LoopsMapping.Testing.Reading;

/// <summary>Whether Loops would take a text for an email address. Its exact rule is not public; this one lets every usual address pass.</summary>
internal static class EmailAddress
{
    public static bool IsValid(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && text.LastIndexOf('@') == at && !text.Any(IsForbidden) && IsDomain(text.AsSpan(at + 1));
    }

    private static bool IsForbidden(char character) => char.IsWhiteSpace(character) || char.IsControl(character) || "<>()[],;:\\\"".Contains(character, StringComparison.Ordinal);

    private static bool IsDomain(ReadOnlySpan<char> domain)
        => domain.IndexOf('.') > 0 && domain[^1] != '.' && domain.IndexOf("..", StringComparison.Ordinal) < 0;
}
