using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Reading;

/// <summary>
/// Each name gives one file, whatever half-written code declares: two parts of a class that both have the annotation, or a class and a
/// struct of one name. The compiler objects to both; here the first is read.
/// </summary>
internal static class FirstDeclaration
{
    public static bool Is(GeneratorAttributeSyntaxContext target)
    {
        for (var type = (INamedTypeSymbol)target.TargetSymbol; type is not null; type = type.ContainingType)
        {
            var namesakes = ((INamespaceOrTypeSymbol?)type.ContainingType ?? type.ContainingNamespace).GetTypeMembers(type.Name, type.Arity);
            // A namesake that is local to its file is no other declaration of this one.
            var first = namesakes.FirstOrDefault(static namesake => !namesake.IsFileLocal);
            if (!type.IsFileLocal && !SymbolEqualityComparer.Default.Equals(first, type))
                return false;
        }

        var here = target.Attributes[0];
        foreach (var attribute in target.TargetSymbol.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, here.AttributeClass))
            {
                return attribute.ApplicationSyntaxReference is { } one && here.ApplicationSyntaxReference is { } other
                    && one.SyntaxTree == other.SyntaxTree && one.Span == other.Span;
            }
        }
        return false;
    }
}
