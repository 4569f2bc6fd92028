using LoopsMapping.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoopsMapping.Generator.Reading;

/// <summary>Turns a class with <c>[LoopsDestination]</c> into what the generator completes, or says why it cannot.</summary>
internal static class DestinationReader
{
    /// <summary>What one Segment destination instance holds.</summary>
    private const int DefaultMaxMappings = 50;

    public static DestinationModel? Read(INamedTypeSymbol type, AttributeData annotation, in ReadingContext context)
    {
        if (Obstacle(type, context.CancellationToken) is { } obstacle)
        {
            context.Report(RuleIds.InvalidDestination, () => Locations.OfType(type, annotation), type.Name, obstacle);
            return null;
        }
        return new(
            CodeNames.Namespace(type), CodeNames.WithContainingTypes(type), Annotations.NamedText(annotation, "Name") ?? type.Name, Reachability.IsPublic(type),
            HasDeliveryConstructor(type), HasCreate(type), Annotations.NamedNumber(annotation, "MaxMappings") ?? DefaultMaxMappings, NamedMappings.Read(type, annotation, context))
        {
            CannotNameMicrosoft = !type.ContainingAssembly.GlobalNamespace.GetTypeMembers("Microsoft").IsEmpty,
            HasManifest = Has(type, "Manifest"),
            HasEnsureProperties = Has(type, "EnsurePropertiesAsync"),
            OwnFinders = new(type.MemberNames.Where(static name => name.StartsWith("Find", StringComparison.Ordinal)).OrderBy(static name => name, StringComparer.Ordinal)),
            OwnDeletions = OwnTypes(type, "DeleteAsync", DeletedType),
            OwnBackfills = OwnTypes(type, "IdentifyAllAsync", BackfilledType),
        };
    }

    private static string? Obstacle(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (type.ContainingType is not null)
            return "must not be nested in another type";
        if (type.Arity > 0)
            return "must not be generic";
        if (type.TypeKind != TypeKind.Class || type.IsRecord)
            return "must be a class, and no record";
        if (type.IsStatic || type.IsAbstract)
            return "must not be static or abstract";
        if (type.IsFileLocal)
            return "must not be local to its file";
        if (type.BaseType is { SpecialType: SpecialType.None, TypeKind: not TypeKind.Error } parent && parent is not { Name: "LoopsClient", ContainingNamespace.Name: "LoopsMapping" })
            return "must not have a base class; the generator derives it from LoopsClient";
        if (IsTaken(type.Name))
            return $"must not be called {type.Name}, like a method that it gets";
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellationToken) is not TypeDeclarationSyntax declaration)
                continue;
            if (!declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
                return "must be partial";
            if (declaration.ParameterList is not null && !HasDeliveryConstructor(type))
                return "must not have a primary constructor, unless it takes an ILoopsDelivery alone";
        }
        foreach (var member in type.GetMembers())
        {
            if (member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })
                return $"must not have required members, such as {member.Name}";
            if (IsTaken(member.Name) && member is not IMethodSymbol)
                return $"must not have a member {member.Name} of its own, like a method that it gets";
        }
        return null;
    }

    private static bool IsTaken(string name) => name is "Create" or "IdentifyAsync" or "TrackAsync" or "SendAsync" or "DeleteAsync" or "IdentifyAllAsync";

    private static bool Has(INamedTypeSymbol type, string member) => type.Name == member || !type.GetMembers(member).IsEmpty;

    private static bool HasCreate(INamedTypeSymbol type)
        => type.GetMembers("Create").Any(static member => member is IMethodSymbol { Arity: 0, Parameters: [{ Type.Name: "LoopsOptions" }, { Type.Name: "ILoggerFactory" }] });

    /// <summary>The types for which the author's own methods of a name take the place of a generated one: the compiler allows one of a signature.</summary>
    private static EquatableArray<string> OwnTypes(INamedTypeSymbol type, string method, Func<IMethodSymbol, ITypeSymbol?> typeOf)
    {
        var names = new List<string>();
        foreach (var member in type.GetMembers(method))
        {
            if (member is IMethodSymbol { Arity: 0 } own && own.Parameters.All(static parameter => parameter.RefKind == RefKind.None) && typeOf(own) is INamedTypeSymbol value)
                names.Add(CodeNames.Full(value));
        }
        return names.Count == 0 ? EquatableArray<string>.Empty : new(names);
    }

    private static ITypeSymbol? DeletedType(IMethodSymbol method)
        => method.Parameters is [{ Type: var value }, { Type.Name: "CancellationToken" }] ? value : null;

    private static ITypeSymbol? BackfilledType(IMethodSymbol method)
        => method.Parameters is
            [
                { Type: INamedTypeSymbol { Name: "IAsyncEnumerable", TypeArguments: [var value] } },
                { Type.Name: "LoopsBackfillOptions" },
                { Type: INamedTypeSymbol { Name: "IProgress", TypeArguments: [{ Name: "LoopsProgress" }] } },
                { Type.Name: "CancellationToken" },
            ] ? value : null;

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
