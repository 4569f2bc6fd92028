using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoopsMapping.Generator.Reading;

/// <summary>
/// The properties of a class that inherits nothing and is declared in one place, which is most of what is sent: taken by name in the order
/// of the syntax. <c>GetMembers()</c> sorts all members, with every accessor and backing field, to give that order, and would do so again
/// after every edit.
/// </summary>
internal static class DeclaredProperties
{
    /// <summary>All of them but explicit implementations; <see langword="null"/> when the class is none of that kind.</summary>
    public static List<IPropertySymbol>? Find(INamedTypeSymbol type)
    {
        if (type is not { SpecialType: SpecialType.None, BaseType: null or { SpecialType: not SpecialType.None }, DeclaringSyntaxReferences: [var reference] }
            || reference.GetSyntax() is not TypeDeclarationSyntax declaration
            || declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            return null;
        }
        var properties = new List<IPropertySymbol>(declaration.Members.Count);
        if (declaration is RecordDeclarationSyntax { ParameterList.Parameters: var parameters })
        {
            foreach (var parameter in parameters)
            {
                if (Only(type, parameter.Identifier) is not { } property)
                    return null;
                // Else it is declared in the body too, and has its place there.
                if (property.DeclaringSyntaxReferences is [var own] && own.GetSyntax() == parameter)
                    properties.Add(property);
            }
        }
        foreach (var member in declaration.Members)
        {
            if (member is not PropertyDeclarationSyntax { ExplicitInterfaceSpecifier: null } declared)
                continue;
            if (Only(type, declared.Identifier) is not { } property)
                return null;
            properties.Add(property);
        }
        return properties;
    }

    /// <summary>The property, unless half-written code has another member of its name.</summary>
    private static IPropertySymbol? Only(INamedTypeSymbol type, SyntaxToken name)
        => type.GetMembers(name.ValueText) is [IPropertySymbol property] ? property : null;
}
