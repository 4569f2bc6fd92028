using LoopsMapping.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoopsMapping.Generator.Reading;

/// <summary>Turns a class with <c>[LoopsDestination]</c> into what the generator completes, or says why it cannot.</summary>
internal static class DestinationReader
{
    public static DestinationModel? Read(INamedTypeSymbol type, AttributeData annotation, Findings? findings, CancellationToken cancellationToken)
    {
        if (Obstacle(type, cancellationToken) is { } obstacle)
        {
            findings?.Add(RuleIds.InvalidDestination, Locations.OfType(type, annotation), type.Name, obstacle);
            return null;
        }
        return new(CodeNames.Namespace(type), CodeNames.WithContainingTypes(type), Reachability.IsPublic(type), HasDeliveryConstructor(type));
    }

    private static string? Obstacle(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (type.ContainingType is not null)
            return "must not be nested in another type";
        if (type.Arity > 0)
            return "must not be generic";
        if (type.IsRecord)
            return "must be a class, not a record";
        if (type.IsStatic || type.IsAbstract)
            return "must not be static or abstract";
        if (type.IsFileLocal)
            return "must not be local to its file";
        if (type.BaseType is { SpecialType: SpecialType.None, TypeKind: not TypeKind.Error } parent && parent is not { Name: "LoopsClient", ContainingNamespace.Name: "LoopsMapping" })
            return "must not have a base class; the generator derives it from LoopsClient";
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellationToken) is TypeDeclarationSyntax declaration && !declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
                return "must be partial";
        }
        return null;
    }

    private static bool HasDeliveryConstructor(INamedTypeSymbol type)
    {
        foreach (var constructor in type.InstanceConstructors)
        {
            if (constructor is { IsImplicitlyDeclared: false, Parameters: [{ Type: { Name: "ILoopsDelivery", ContainingNamespace.Name: "LoopsMapping" } }] })
                return true;
        }
        return false;
    }
}
