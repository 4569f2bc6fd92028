namespace LoopsMapping.Testing.State;

/// <summary>What a test puts into the server before it starts.</summary>
internal static class Seed
{
    public static string Required(string text, string parameter)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text, parameter);
        return text;
    }

    /// <summary>Refuses seeds of one name: the second would never be seen.</summary>
    public static void RequireUnique<T>(IReadOnlyList<T> seeds, Func<T, string> name, string option)
    {
        ArgumentNullException.ThrowIfNull(seeds, option);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var seed in seeds)
        {
            ArgumentNullException.ThrowIfNull(seed, option);
            if (!names.Add(name(seed)))
                throw new ArgumentException($"'{name(seed)}' is there twice.", option);
        }
    }
}
