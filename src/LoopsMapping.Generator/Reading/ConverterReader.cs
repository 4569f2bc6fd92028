using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Reading;

/// <summary>Finds the static method that <c>Convert = nameof(…)</c> names.</summary>
internal static class ConverterReader
{
    /// <summary>A static method of the type or its bases that generated code can call with the member's value.</summary>
    public static IMethodSymbol? Find(INamedTypeSymbol type, string name, ITypeSymbol value)
    {
        for (INamedTypeSymbol? declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            foreach (var member in declaring.GetMembers(name))
            {
                if (member is IMethodSymbol { IsStatic: true, Arity: 0, ReturnsVoid: false, Parameters: [{ RefKind: RefKind.None } parameter] } method
                    && method.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal
                    && Takes(parameter.Type, value))
                {
                    return method;
                }
            }
        }
        return null;
    }

    private static bool Takes(ITypeSymbol parameter, ITypeSymbol value)
    {
        if (Same(parameter, value) || parameter is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] } && Same(underlying, value))
            return true;
        for (var parent = value.BaseType; parent is not null && value.IsReferenceType; parent = parent.BaseType)
        {
            if (Same(parameter, parent))
                return true;
        }
        return value.IsReferenceType && value.AllInterfaces.Any(implemented => Same(parameter, implemented));
    }

    private static bool Same(ITypeSymbol one, ITypeSymbol other) => SymbolEqualityComparer.Default.Equals(one, other);
}
