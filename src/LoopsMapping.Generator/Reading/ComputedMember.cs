using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoopsMapping.Generator.Reading;

/// <summary>Tells members that are set from members that a class makes of others.</summary>
internal static class ComputedMember
{
    /// <summary>Whether nobody else than the class itself says what the value is.</summary>
    public static bool Is(IPropertySymbol property, INamedTypeSymbol type)
    {
        if (IsSetInSyntax(property))
            return false;
        for (IPropertySymbol? declared = property; declared is not null; declared = declared.OverriddenProperty)
        {
            if (declared.SetMethod is not null)
                return false;
        }
        return !type.InstanceConstructors.Any(constructor => constructor.Parameters.Any(parameter => string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>What the syntax shows, as it does for most, needs no symbols of accessors, which would be made anew after every edit.</summary>
    private static bool IsSetInSyntax(IPropertySymbol property)
        => property.DeclaringSyntaxReferences is [var declaration, ..] && declaration.GetSyntax() switch
        {
            ParameterSyntax => true,
            PropertyDeclarationSyntax { AccessorList.Accessors: var accessors } => accessors.Any(SyntaxKind.SetAccessorDeclaration) || accessors.Any(SyntaxKind.InitAccessorDeclaration),
            _ => false,
        };
}
