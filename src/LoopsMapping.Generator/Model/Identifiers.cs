using Microsoft.CodeAnalysis.CSharp;

namespace LoopsMapping.Generator.Model;

/// <summary>Names in code.</summary>
internal static class Identifiers
{
    /// <summary>An identifier, with @ where it is a keyword.</summary>
    public static string Escape(string name) => IsKeyword(name) ? "@" + name : name;

    /// <summary>Whether the text can stand as the name of a local without an escape.</summary>
    public static bool IsPlain(string text) => SyntaxFacts.IsValidIdentifier(text) && !IsKeyword(text);

    private static bool IsKeyword(string name)
        => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None;
}
