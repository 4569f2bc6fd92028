using LoopsMapping.Generator.Model;
using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Reading;

/// <summary>Which C# types can be sent, and how.</summary>
internal static class ValueReader
{
    /// <summary>How the type is written; <see langword="null"/> when Loops has nothing to store it in.</summary>
    public static ValueModel? Read(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] })
            return Read(underlying) is { } value ? value with { CanBeNull = true } : null;
        if (type.TypeKind == TypeKind.Enum)
            return new(ValueKind.Enum, CanBeNull: false, ReadEnum((INamedTypeSymbol)type));
        return Kind(type) is { } kind ? new(kind, CanBeNull: type.IsReferenceType) { LosesPrecision = kind == ValueKind.Number && LosesPrecision(type) } : null;
    }

    /// <summary>How the type is written that a keyword names.</summary>
    public static ValueModel? Read(KeywordType type)
        => Kind(type.Type) is { } kind ? new(kind, CanBeNull: type.IsNullable || kind == ValueKind.String) { LosesPrecision = LosesPrecision(type.Type) } : null;

    /// <summary>How the type is written in a format of its own; <see langword="null"/> when it is not IFormattable.</summary>
    public static ValueModel? ReadFormatted(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] })
            return ReadFormatted(underlying) is { } value ? value with { CanBeNull = true } : null;
        return !type.IsRefLikeType && (IsFormattable(type) || type.AllInterfaces.Any(IsFormattable)) ? new(ValueKind.Formatted, CanBeNull: type.IsReferenceType) : null;
    }

    private static bool IsFormattable(ITypeSymbol type) => type is INamedTypeSymbol { Name: "IFormattable" } named && IsIn(named, "System");

    private static bool LosesPrecision(ITypeSymbol type)
        => LosesPrecision(type.SpecialType) || type.Name is "Int128" or "UInt128" or "BigInteger";

    private static bool LosesPrecision(SpecialType type) => type is SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Decimal;

    private static ValueKind? Kind(ITypeSymbol type)
    {
        if (Kind(type.SpecialType) is { } special)
            return special;
        if (type is INamedTypeSymbol { SpecialType: SpecialType.None } named && KindByName(named) is { } kind)
            return kind;
        return IsAttachments(type) ? ValueKind.Attachments : null;
    }

    private static ValueKind? Kind(SpecialType type) => type switch
    {
        SpecialType.System_String => ValueKind.String,
        SpecialType.System_Char => ValueKind.Char,
        SpecialType.System_Boolean => ValueKind.Boolean,
        SpecialType.System_DateTime => ValueKind.Date,
        SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
            or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64
            or SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal
            or SpecialType.System_IntPtr or SpecialType.System_UIntPtr => ValueKind.Number,
        _ => null,
    };

    private static ValueKind? KindByName(INamedTypeSymbol type)
    {
        if (IsIn(type, "System"))
        {
            switch (type.Name)
            {
                case "Guid":
                    return ValueKind.Guid;
                case "Uri":
                    return ValueKind.Uri;
                case "DateTimeOffset" or "DateOnly":
                    return ValueKind.Date;
                case "Half" or "Int128" or "UInt128":
                    return ValueKind.Number;
            }
        }
        if (type.Name == "BigInteger" && IsIn(type, "System", "Numerics"))
            return ValueKind.Number;
        return type.IsRefLikeType ? null : ReadDictionary(type);
    }

    /// <summary><c>IReadOnlyDictionary&lt;string, bool&gt;</c> or <c>&lt;string, LoopsValue&gt;</c>, and whatever implements it.</summary>
    private static ValueKind? ReadDictionary(INamedTypeSymbol type)
    {
        if (DictionaryKind(type) is { } kind)
            return kind;
        foreach (var implemented in type.AllInterfaces)
        {
            if (DictionaryKind(implemented) is { } inherited)
                return inherited;
        }
        return null;
    }

    private static ValueKind? DictionaryKind(INamedTypeSymbol type)
        => type is { Name: "IReadOnlyDictionary", TypeArguments: [{ SpecialType: SpecialType.System_String }, var value] } && IsIn(type, "System", "Collections", "Generic")
            ? value switch
            {
                { SpecialType: SpecialType.System_Boolean } => ValueKind.MailingLists,
                INamedTypeSymbol { Name: "LoopsValue" } loops when IsIn(loops, "LoopsMapping") => ValueKind.CustomAttributes,
                _ => null,
            }
            : null;

    /// <summary><c>IEnumerable&lt;LoopsAttachment&gt;</c>, and whatever implements it.</summary>
    private static bool IsAttachments(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => IsAttachment(array.ElementType),
        INamedTypeSymbol { IsRefLikeType: false, IsReferenceType: true } => IsEnumerable(type) || type.AllInterfaces.Any(IsEnumerable),
        _ => false,
    };

    private static bool IsEnumerable(ITypeSymbol type)
        => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T, TypeArguments: [var item] } && IsAttachment(item);

    private static bool IsAttachment(ITypeSymbol type) => type is INamedTypeSymbol { Name: "LoopsAttachment" } named && IsIn(named, "LoopsMapping");

    private static bool IsIn(INamedTypeSymbol type, params string[] namespaces)
    {
        var current = type.ContainingNamespace;
        for (var i = namespaces.Length - 1; i >= 0; i--, current = current.ContainingNamespace)
        {
            if (current is null || current.Name != namespaces[i])
                return false;
        }
        return current is { IsGlobalNamespace: true } && type.ContainingType is null;
    }

    private static EnumModel ReadEnum(INamedTypeSymbol type)
    {
        var fields = new List<EnumFieldModel>();
        var values = new HashSet<object>();
        foreach (var member in type.GetMembers())
        {
            // Of two names for one value the first is used; a switch can have only one.
            if (member is IFieldSymbol { HasConstantValue: true, ConstantValue: { } value } field && values.Add(value))
                fields.Add(new(field.Name, NameOverride(field) ?? field.Name));
        }
        return new(CodeNames.Canonical(type), new(fields));
    }

    private static string? NameOverride(IFieldSymbol field)
    {
        foreach (var attribute in field.GetAttributes())
        {
            if (attribute is { AttributeClass: { Name: "JsonStringEnumMemberNameAttribute" } type, ConstructorArguments: [{ Kind: TypedConstantKind.Primitive, Value: string name }] }
                && IsIn(type, "System", "Text", "Json", "Serialization"))
            {
                return name;
            }
        }
        return null;
    }
}
