using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoopsMapping.Generator.Reading;

/// <summary>Where in the source a mistake is shown.</summary>
internal static class Locations
{
    /// <summary>The name of the type, in the declaration that has the annotation.</summary>
    public static Location OfType(INamedTypeSymbol type, AttributeData annotation)
        => annotation.ApplicationSyntaxReference?.GetSyntax().FirstAncestorOrSelf<BaseTypeDeclarationSyntax>()?.Identifier.GetLocation()
            ?? type.Locations[0];

    public static Location OfAnnotation(INamedTypeSymbol type, AttributeData annotation)
        => annotation.ApplicationSyntaxReference?.GetSyntax().GetLocation() ?? type.Locations[0];

    /// <summary>
    /// The member's name; the type's when the member is inherited from another assembly, even where an editor has that one's source too.
    /// </summary>
    public static Location OfMember(IPropertySymbol member, INamedTypeSymbol type, AttributeData annotation)
        => SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, type.ContainingAssembly) ? member.Locations[0] : OfType(type, annotation);
}
