using LoopsMapping.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoopsMapping.Generator.Reading;

/// <summary>Finds where the class of an annotation is declared.</summary>
internal static class DeclarationPlaces
{
    /// <summary>The place; <see langword="null"/> for a class of a compiled assembly.</summary>
    public static DeclarationPlace? Of(AttributeData annotation)
    {
        if (annotation.ApplicationSyntaxReference is not { } reference)
            return null;
        var ordinals = new List<int>();
        for (var node = reference.GetSyntax().FirstAncestorOrSelf<MemberDeclarationSyntax>(); node is not null; node = node.Parent as MemberDeclarationSyntax)
        {
            ordinals.Add(node.Parent switch
            {
                BaseNamespaceDeclarationSyntax space => space.Members.IndexOf(node),
                TypeDeclarationSyntax type => type.Members.IndexOf(node),
                CompilationUnitSyntax file => file.Members.IndexOf(node),
                _ => 0,
            });
        }
        ordinals.Reverse();
        return new(reference.SyntaxTree.FilePath.Replace('\\', '/'), new(ordinals));
    }
}
