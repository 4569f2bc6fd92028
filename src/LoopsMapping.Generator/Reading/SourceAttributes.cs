using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoopsMapping.Generator.Reading;

/// <summary>
/// Whether a symbol's attributes are worth asking for. Every class is read again after every edit, with symbols that know nothing yet: the
/// compiler would bind each member's attributes anew, and most members have none, which their syntax shows.
/// </summary>
internal static class SourceAttributes
{
    /// <summary>Whether a property, one of its accessors or a type's parameter may have attributes; what is not in C# source always may.</summary>
    public static bool MayHave(ISymbol symbol) => symbol.DeclaringSyntaxReferences is not [var declaration] || declaration.GetSyntax() switch
    {
        // A partial property's other part may have them.
        PropertyDeclarationSyntax property => property.AttributeLists.Count > 0 || property.Modifiers.Any(SyntaxKind.PartialKeyword) || OnAccessor(property.AccessorList),
        ParameterSyntax { Parent.Parent: TypeDeclarationSyntax } parameter => parameter.AttributeLists.Count > 0,
        _ => true,
    };

    private static bool OnAccessor(AccessorListSyntax? accessors)
    {
        if (accessors is null)
            return false;
        foreach (var accessor in accessors.Accessors)
        {
            if (accessor.AttributeLists.Count > 0)
                return true;
        }
        return false;
    }
}
