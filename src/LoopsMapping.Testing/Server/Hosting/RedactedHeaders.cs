using Microsoft.AspNetCore.Http;

namespace LoopsMapping.Testing.Hosting;

/// <summary>Headers as they are kept: a key that a test prints or stores is a key that leaks.</summary>
internal static class RedactedHeaders
{
    private const string Redacted = "Bearer ***";

    public static IReadOnlyDictionary<string, string> Copy(IHeaderDictionary headers)
    {
        var copy = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in headers)
            copy[name] = IsSecret(name) ? Redacted : string.Join(", ", values.ToArray());
        return copy.AsReadOnly();
    }

    private static bool IsSecret(string name)
        => name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) || name.Equals("Proxy-Authorization", StringComparison.OrdinalIgnoreCase);
}
