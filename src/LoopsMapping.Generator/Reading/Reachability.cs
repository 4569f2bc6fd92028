using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Reading;

/// <summary>Whether generated code can name a type.</summary>
internal static class Reachability
{
    /// <summary>Why generated code cannot use the type; <see langword="null"/> when it can.</summary>
    /// <param name="type">The type.</param>
    /// <param name="home">The assembly that generated code is part of.</param>
    public static string? Obstacle(INamedTypeSymbol type, IAssemblySymbol home)
    {
        if (type.TypeKind == TypeKind.Interface)
            return "is an interface; annotate the class that implements it";
        if (type.IsStatic)
            return "is static and has no values to send";
        if (type.IsRefLikeType)
            return "is a ref struct, which cannot be handed to a client";
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal)
                return "is local to its file; remove the file modifier";
            if (IsOpen(current))
                return $"is an open generic type; annotate a class that closes it, or name a closed one in the destination: [LoopsDestination(typeof({type.Name}<…>))]";
            if (!IsReachable(current, home))
                return "cannot be reached from generated code; make it internal or public";
        }
        return null;
    }

    /// <summary>Whether code outside the assembly can name the type.</summary>
    public static bool IsPublic(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
            return IsPublic(array.ElementType);
        for (var current = type as INamedTypeSymbol; current is not null; current = current.ContainingType)
        {
            if (current.DeclaredAccessibility != Accessibility.Public || !current.TypeArguments.All(IsPublic))
                return false;
        }
        return true;
    }

    /// <summary>Whether a member of this visibility, of a type that can be reached, can be reached too.</summary>
    public static bool IsReachable(ISymbol symbol, IAssemblySymbol home) => symbol.DeclaredAccessibility switch
    {
        Accessibility.Public => true,
        Accessibility.Internal or Accessibility.ProtectedOrInternal
            => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, home) || symbol.ContainingAssembly.GivesAccessTo(home),
        _ => false,
    };

    /// <summary>Whether a base class cannot be found, which the compiler says.</summary>
    public static bool HasUnknownBase(INamedTypeSymbol type)
    {
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
        {
            if (parent.TypeKind == TypeKind.Error)
                return true;
        }
        return false;
    }

    private static bool IsOpen(INamedTypeSymbol type) => type.IsUnboundGenericType || type.TypeArguments.Any(static argument => !CanClose(argument));

    private static bool CanClose(ITypeSymbol argument) => argument switch
    {
        ITypeParameterSymbol => false,
        IArrayTypeSymbol array => CanClose(array.ElementType),
        INamedTypeSymbol named => !named.IsFileLocal && named.TypeArguments.All(CanClose),
        _ => true,
    };
}
