using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Reading;

/// <summary>How symbols are written in generated code.</summary>
internal static class CodeNames
{
    private static readonly SymbolDisplayFormat WithoutGlobal
        = SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    private static readonly SymbolDisplayFormat Nested = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    public static string Full(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>The name with its containing types, without the namespace.</summary>
    public static string WithContainingTypes(INamedTypeSymbol type) => type.ToDisplayString(Nested);

    public static string Namespace(INamedTypeSymbol type)
        => type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(WithoutGlobal);
}
