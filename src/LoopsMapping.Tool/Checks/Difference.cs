namespace LoopsMapping.Tool.Checks;

/// <summary>What code sends that the account does not have, or has otherwise.</summary>
/// <param name="Rule">The id of the compiler's rule that says the same.</param>
/// <param name="Kind">What it is, for scripts.</param>
/// <param name="Type">The class.</param>
/// <param name="Member">Its member, if it is about one.</param>
/// <param name="Message">The sentence.</param>
/// <param name="Suggestion">The name that is meant, perhaps.</param>
internal sealed record Difference(string Rule, string Kind, string Type, string? Member, string Message, string? Suggestion)
{
    public string Where => Member is null ? Type : $"{Type}.{Member}";

    public string Text => Suggestion is null ? $"{Message}." : $"{Message}. Did you mean \"{Suggestion}\"?";
}
