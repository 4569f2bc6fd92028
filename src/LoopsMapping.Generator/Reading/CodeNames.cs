using LoopsMapping.Generator.Model;
using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Reading;

/// <summary>How symbols are written in generated code.</summary>
internal static class CodeNames
{
    private static readonly SymbolDisplayFormat WithoutGlobal
        = SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    private static readonly SymbolDisplayFormat Nested = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers | SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    private static readonly SymbolDisplayFormat Untupled
        = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    public static string Full(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol named || !IsPlain(named))
            return type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        var space = Namespace(named);
        return space.Length == 0 ? "global::" + named.Name : $"global::{space}.{named.Name}";
    }

    /// <summary>
    /// The one spelling of a type that can have several: <c>Outer&lt;dynamic&gt;.Kind</c> is <c>Outer&lt;object&gt;.Kind</c>, and the names of a
    /// tuple's items say nothing.
    /// </summary>
    public static string Canonical(INamedTypeSymbol type)
    {
        if (!IsGeneric(type))
            return Full(type);
        var name = new System.Text.StringBuilder();
        foreach (var part in type.ToDisplayParts(Untupled))
            name.Append(part.Symbol is IDynamicTypeSymbol ? "object" : part.ToString());
        return name.ToString();
    }

    /// <summary>The name with its containing types, without the namespace.</summary>
    public static string WithContainingTypes(INamedTypeSymbol type) => IsPlain(type) ? type.Name : type.ToDisplayString(Nested);

    /// <summary>The name with its containing types as one identifier: <c>Outer_User</c>, <c>Started_string</c>.</summary>
    public static string Identifier(INamedTypeSymbol type)
    {
        var name = WithContainingTypes(type);
        if (type.ContainingType is null && type.Arity == 0)
            return name.Replace("@", "");
        var identifier = new System.Text.StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (Microsoft.CodeAnalysis.CSharp.SyntaxFacts.IsIdentifierPartCharacter(c))
                identifier.Append(c);
            else if (c is '.' or '<' or ',' or '[')
                identifier.Append('_');
        }
        return identifier.ToString();
    }

    public static string Namespace(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace;
        if (space.IsGlobalNamespace)
            return "";
        return space.ContainingNamespace.IsGlobalNamespace && Identifiers.IsPlain(space.Name) ? space.Name : space.ToDisplayString(WithoutGlobal);
    }

    /// <summary>Whether the name is all there is to write, as it is for most: a display format has much to ask before it says the same.</summary>
    private static bool IsPlain(INamedTypeSymbol type)
        => type is { SpecialType: SpecialType.None, ContainingType: null, Arity: 0, TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Enum, IsTupleType: false } && Identifiers.IsPlain(type.Name);

    /// <summary>The base classes in code, the nearest first, without those of every type.</summary>
    public static EquatableArray<string> BaseTypes(INamedTypeSymbol type)
    {
        if (type.BaseType is not { SpecialType: SpecialType.None })
            return EquatableArray<string>.Empty;
        var names = new List<string>();
        for (var parent = type.BaseType; parent is { SpecialType: SpecialType.None }; parent = parent.BaseType)
            names.Add(Full(parent));
        return new(names);
    }

    private static bool IsGeneric(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.Arity > 0)
                return true;
        }
        return false;
    }
}
