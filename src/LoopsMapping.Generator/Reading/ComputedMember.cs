using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Reading;

/// <summary>Tells members that are set from members that a class makes of others.</summary>
internal static class ComputedMember
{
    /// <summary>Whether nobody else than the class itself says what the value is.</summary>
    public static bool Is(IPropertySymbol property, INamedTypeSymbol type)
    {
        for (IPropertySymbol? declared = property; declared is not null; declared = declared.OverriddenProperty)
        {
            if (declared.SetMethod is not null)
                return false;
        }
        return !type.InstanceConstructors.Any(constructor => constructor.Parameters.Any(parameter => string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase)));
    }
}
