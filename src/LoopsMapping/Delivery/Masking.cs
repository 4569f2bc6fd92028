using System.Text.RegularExpressions;

namespace LoopsMapping.Delivery;

/// <summary>Keeps personal data out of logs.</summary>
internal static partial class Masking
{
    /// <summary>Every e-mail address in the text, cut to its first letter and its domain: <c>a***@loops.so</c>.</summary>
    public static string Emails(string text) => Email().Replace(text, static email => $"{email.Value[0]}***{email.Value[email.Value.IndexOf('@', StringComparison.Ordinal)..]}");

    [GeneratedRegex("""[^\s"@<>,;:]+@[^\s"@<>,;:]+""", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Email();
}
