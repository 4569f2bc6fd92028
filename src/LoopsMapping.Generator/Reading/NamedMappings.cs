using LoopsMapping.Generator.Model;
using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Reading;

/// <summary>The classes that a destination names: <c>[LoopsDestination(typeof(Domain.User), typeof(Started&lt;Trial&gt;))]</c>.</summary>
internal static class NamedMappings
{
    /// <summary>What they map; <see langword="null"/> when none is named.</summary>
    public static EquatableArray<MappingModel>? Read(INamedTypeSymbol destination, AttributeData annotation, in ReadingContext context)
    {
        if (Arguments(annotation) is not { } arguments)
            return null;
        var mappings = new List<MappingModel>();
        for (var i = 0; i < arguments.Length; i++)
        {
            var place = context.Findings is null ? null : Locations.OfArgument(destination, annotation, i);
            switch (arguments[i].Value)
            {
                case ITypeSymbol { TypeKind: TypeKind.Error }:
                    // The compiler says so.
                    break;
                case INamedTypeSymbol type when Objection(type) is null:
                    mappings.AddRange(MappingReader.ReadAll(type, ContextOf(type, place, context)));
                    break;
                case ITypeSymbol other:
                    var objection = other is INamedTypeSymbol named ? Objection(named) : null;
                    context.Report(RuleIds.InvalidDestination, () => place!, destination.Name,
                        $"names '{other.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}', which {objection ?? "is no class, record or struct"}");
                    break;
            }
        }
        return new(mappings);
    }

    /// <summary>The closed forms of generic types that are named.</summary>
    public static IEnumerable<INamedTypeSymbol> ClosedTypes(AttributeData annotation)
    {
        foreach (var argument in Arguments(annotation) ?? [])
        {
            if (argument.Value is INamedTypeSymbol { IsUnboundGenericType: false, IsDefinition: false } type)
                yield return type;
        }
    }

    private static TypedConstant[]? Arguments(AttributeData annotation)
        => annotation.ConstructorArguments is [{ Kind: TypedConstantKind.Array, IsNull: false, Values: { IsDefaultOrEmpty: false } values }, ..] ? [.. values] : null;

    private static string? Objection(INamedTypeSymbol type)
    {
        if (type.IsUnboundGenericType)
            return $"is open; name a closed one, typeof({type.Name}<…>)";
        return type.GetAttributes().Any(static attribute => Annotations.KindOf(attribute) is not null) ? null
            : "has neither [LoopsContact] nor [LoopsEvent] nor [LoopsTransactional]; for a class that is not yours, annotate one that stands for it, [LoopsContact(For = typeof(…))], and name that";
    }

    /// <summary>
    /// A class of this project says its mistakes itself, where they are. One of another project says them here, for nobody says that its
    /// compiler knows our rules.
    /// </summary>
    private static ReadingContext ContextOf(INamedTypeSymbol type, Location? place, in ReadingContext context)
    {
        if (!SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, context.Home))
            return context with { Place = place };
        return type.IsDefinition ? context with { Findings = null } : context;
    }
}
