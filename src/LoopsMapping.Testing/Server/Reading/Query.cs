using Microsoft.AspNetCore.WebUtilities;

namespace LoopsMapping.Testing.Reading;

internal static class Query
{
    /// <summary>The first value of a name; <see langword="null"/> when it is absent.</summary>
    public static string? Read(string queryString, string name)
    {
        foreach (var pair in new QueryStringEnumerable(queryString))
        {
            if (pair.DecodeName().Span.SequenceEqual(name))
                return pair.DecodeValue().ToString();
        }
        return null;
    }
}
