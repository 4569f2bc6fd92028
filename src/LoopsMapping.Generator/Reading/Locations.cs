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

    /// <summary>An argument of the annotation that stands for a parameter, the annotation itself where it cannot be made out.</summary>
    public static Location OfArgument(INamedTypeSymbol type, AttributeData annotation, int index) => Argument(annotation, index)?.GetLocation() ?? OfAnnotation(type, annotation);

    /// <summary>A part of the text of such an argument.</summary>
    public static Location? InArgument(AttributeData annotation, int index, int start, int end)
        => Argument(annotation, index) is { } argument ? LiteralPositions.Locate(argument, start, end) : annotation.ApplicationSyntaxReference?.GetSyntax().GetLocation();

    /// <summary>A part of the text of an argument that is named.</summary>
    public static Location InNamedArgument(INamedTypeSymbol type, AttributeData annotation, string name, int start, int end)
    {
        if (annotation.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { ArgumentList.Arguments: var arguments })
        {
            foreach (var argument in arguments)
            {
                if (argument.NameEquals?.Name.Identifier.ValueText == name)
                    return LiteralPositions.Locate(argument.Expression, start, end);
            }
        }
        return OfAnnotation(type, annotation);
    }

    /// <summary>
    /// The member's name; the type's when the member is inherited from another assembly, even where an editor has that one's source too.
    /// </summary>
    public static Location OfMember(IPropertySymbol member, INamedTypeSymbol type, AttributeData annotation)
        => SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, type.ContainingAssembly) ? member.Locations[0] : OfType(type, annotation);

    /// <summary>The argument of a member's annotation that names it; the member where it is not named there, or not here.</summary>
    public static Location OfName(IPropertySymbol member, AttributeData? source, INamedTypeSymbol type, AttributeData annotation)
        => source?.ApplicationSyntaxReference is { SyntaxTree: var tree } && type.ContainingAssembly is ISourceAssemblySymbol home && home.Compilation.ContainsSyntaxTree(tree)
            ? Argument(source, 0)?.GetLocation() ?? OfMember(member, type, annotation)
            : OfMember(member, type, annotation);

    private static ExpressionSyntax? Argument(AttributeData annotation, int index)
    {
        if (annotation.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax { ArgumentList.Arguments: var arguments })
            return null;
        var positional = arguments.Where(static argument => argument.NameEquals is null).Select(static argument => argument.Expression).ToList();
        if (positional is [ArrayCreationExpressionSyntax { Initializer: { } array }])
            positional = [.. array.Expressions];
        else if (positional is [ImplicitArrayCreationExpressionSyntax implied])
            positional = [.. implied.Initializer.Expressions];
        else if (positional is [CollectionExpressionSyntax collection] && collection.Elements.All(static element => element is ExpressionElementSyntax))
            positional = [.. collection.Elements.Select(static element => ((ExpressionElementSyntax)element).Expression)];
        return index < positional.Count ? positional[index] : null;
    }
}
