using LoopsMapping.Generator.Model;
using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Reading;

/// <summary>Reads lists of flat objects, which a data variable of a transactional email can be.</summary>
internal static class ListReader
{
    /// <summary>What is sent of such a list; <see langword="null"/> when the type is none.</summary>
    /// <param name="type">The type of the list.</param>
    /// <param name="context">For whom it is read.</param>
    /// <param name="warnings">Takes what the compiler would say of the items' members.</param>
    /// <param name="locate">Where a mistake in a member of the items is shown.</param>
    public static ValueModel? Read(ITypeSymbol type, in ReadingContext context, UsageWarnings warnings, Func<IPropertySymbol, Location> locate)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] })
            type = underlying;
        if (ItemOf(type) is not { } item)
            return null;

        var canBeNull = item.IsReferenceType;
        if (item is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] })
            (item, canBeNull) = (value, true);
        if (item is not INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Struct, IsTupleType: false } flat || ValueReader.Read(flat) is not null)
            return null;
        var properties = MemberCollector.Collect(flat);
        if (properties.Count == 0 || ItemOf(flat) is not null)
            return null;

        var isImmutableArray = type is INamedTypeSymbol { Name: "ImmutableArray", ContainingNamespace.Name: "Immutable" };
        var enumerable = type is IArrayTypeSymbol || IsOfCollections(type) ? null : CodeNames.Full(Enumerable(type)!);
        return new(ValueKind.Objects, CanBeNull: true, List: new(enumerable, isImmutableArray, CodeNames.Full(flat), canBeNull, ReadMembers(flat, properties, context, warnings, locate)));
    }

    /// <summary>The type's <c>IEnumerable&lt;T&gt;</c>, if it has one and is no dictionary.</summary>
    private static INamedTypeSymbol? Enumerable(ITypeSymbol type)
    {
        INamedTypeSymbol? found = null;
        foreach (var candidate in type is INamedTypeSymbol { TypeKind: TypeKind.Interface } itself ? type.AllInterfaces.Insert(0, itself) : type.AllInterfaces)
        {
            if (candidate.Name is "IDictionary" or "IReadOnlyDictionary")
                return null;
            if (candidate.OriginalDefinition.SpecialType != SpecialType.System_Collections_Generic_IEnumerable_T)
                continue;
            if (found is not null)
                return null;
            found = candidate;
        }
        return found;
    }

    private static ITypeSymbol? ItemOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        INamedTypeSymbol { IsRefLikeType: false } => Enumerable(type)?.TypeArguments[0],
        _ => null,
    };

    private static bool IsOfCollections(ITypeSymbol type)
        => type.ContainingNamespace is { } space && space.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal);

    private static EquatableArray<MemberModel> ReadMembers(
        INamedTypeSymbol item, List<IPropertySymbol> properties, in ReadingContext context, UsageWarnings warnings, Func<IPropertySymbol, Location> locate)
    {
        var members = new List<MemberModel>(properties.Count);
        foreach (var property in properties)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            var annotations = MemberAnnotations.Read(property, item);
            if (annotations.Conflict is { } conflict)
            {
                context.Report(RuleIds.ConflictingAnnotations, () => locate(property), property.Name, conflict.One, conflict.Other);
                continue;
            }
            if (annotations.IsIgnored || property.Type.TypeKind == TypeKind.Error)
                continue;

            var name = annotations.Name ?? WireNames.CamelCase(property.Name);
            var value = MemberValue.Read(property, item, annotations, context.Home, warnings);
            if (Objection(property, name, value) is { } reason)
            {
                context.Report(RuleIds.InvalidTransactional, () => locate(property), property.Name, reason);
                continue;
            }
            if (members.Find(member => member.WireName == name) is { } twin)
            {
                context.Report(RuleIds.DuplicateName, () => locate(property), twin.Name, property.Name, name);
                continue;
            }
            if (value.Value!.LosesPrecision)
                context.Report(RuleIds.LosesPrecision, () => locate(property), property.Name);
            members.Add(new(property.Name, name, MemberRole.DataVariable, value.Value) { Converter = value.Converter, Format = annotations.Format, IsRequired = value.IsRequired, IsComputed = ComputedMember.Is(property, item) });
        }
        return new(members);
    }

    private static string? Objection(IPropertySymbol property, string name, MemberValue value)
    {
        if (!WireNames.IsDataVariable(name))
            return $"would be '{name}' in a data variable, where a name may have letters, digits, _ and - only: rename it with [LoopsProperty(\"…\")]";
        if (value.Objection is null && value.Value is { IsText: true } or { IsNumber: true })
            return null;
        var type = property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        return $"of type '{type}' cannot be sent: {value.Objection ?? "an object in a data variable is flat and holds text and numbers. Give it such a type or leave it out with [LoopsIgnore]"}";
    }
}
