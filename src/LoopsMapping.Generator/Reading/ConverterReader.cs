using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Reading;

/// <summary>Finds the static method that <c>Convert = nameof(…)</c> names.</summary>
internal static class ConverterReader
{
    /// <summary>
    /// The method of the type or its bases that generated code calls with the member's value. Of several the one that takes just that type,
    /// then one that takes its nullable form, then one that takes a base class or an interface of it.
    /// </summary>
    public static IMethodSymbol? Find(INamedTypeSymbol type, string name, ITypeSymbol value, IAssemblySymbol home)
    {
        if (value.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer or TypeKind.Dynamic)
            return null;
        return Find(type, name, home, parameter => Same(parameter, value))
            ?? Find(type, name, home, parameter => IsNullableOf(parameter, value))
            ?? Find(type, name, home, parameter => value.IsReferenceType && IsBaseOf(parameter, value));
    }

    private static IMethodSymbol? Find(INamedTypeSymbol type, string name, IAssemblySymbol home, Func<ITypeSymbol, bool> takes)
    {
        for (INamedTypeSymbol? declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            foreach (var member in declaring.GetMembers(name))
            {
                if (member is IMethodSymbol { IsStatic: true, Arity: 0, ReturnsVoid: false, Parameters: [{ RefKind: RefKind.None } parameter] } method
                    && Reachability.IsReachable(method, home)
                    && takes(parameter.Type))
                {
                    return method;
                }
            }
        }
        return null;
    }

    private static bool IsNullableOf(ITypeSymbol parameter, ITypeSymbol value)
        => parameter is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] } && Same(underlying, value);

    private static bool IsBaseOf(ITypeSymbol parameter, ITypeSymbol value)
    {
        for (var parent = value.BaseType; parent is not null; parent = parent.BaseType)
        {
            if (Same(parameter, parent))
                return true;
        }
        return value.AllInterfaces.Any(implemented => Same(parameter, implemented));
    }

    private static bool Same(ITypeSymbol one, ITypeSymbol other) => SymbolEqualityComparer.Default.Equals(one, other);
}
