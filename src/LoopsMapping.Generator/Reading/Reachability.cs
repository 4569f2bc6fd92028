using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Reading;

/// <summary>Whether generated code can name a type.</summary>
internal static class Reachability
{
    /// <summary>Why generated code cannot use the type; <see langword="null"/> when it can.</summary>
    public static string? Obstacle(INamedTypeSymbol type)
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
            if (current.Arity > 0)
                return "is an open generic type; annotate a class that closes it";
            if (current.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
                return "cannot be reached from generated code; make it internal or public";
        }
        return null;
    }

    /// <summary>Whether code outside the assembly can name the type.</summary>
    public static bool IsPublic(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            if (current.DeclaredAccessibility != Accessibility.Public)
                return false;
        }
        return true;
    }
}
