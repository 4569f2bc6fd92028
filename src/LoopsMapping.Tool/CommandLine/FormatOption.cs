using System.CommandLine;

namespace LoopsMapping.Tool.CommandLine;

/// <summary><c>--format</c>: in which form a result is printed.</summary>
internal static class FormatOption
{
    /// <param name="formats">What can be asked for; the first is the default.</param>
    public static Option<string> Create(params string[] formats) => new("--format")
    {
        Description = $"One of {string.Join(", ", formats)}.",
        HelpName = "FORMAT",
        DefaultValueFactory = _ => formats[0],
        CustomParser = result =>
        {
            if (formats.Contains(result.Tokens[0].Value, StringComparer.Ordinal))
                return result.Tokens[0].Value;
            result.AddError($"--format takes one of {string.Join(", ", formats)}.");
            return formats[0];
        },
    };
}
