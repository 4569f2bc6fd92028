using LoopsMapping.Generator.Model;
using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Reading;

/// <summary>Gathers what a message of a Segment SDK becomes by one class, while the class is read member by member.</summary>
/// <param name="kind">What it is mapped to.</param>
internal sealed class SegmentReader(MappingKind kind)
{
    private readonly List<SegmentMemberModel> _members = [];
    private readonly SegmentNames _names = new(kind);

    /// <summary>A member that is sent, unless a message cannot say what its value is.</summary>
    public void Add(IPropertySymbol property, MemberModel member, in MemberAnnotations annotations, MemberPlace place)
    {
        if (member.Role is MemberRole.CustomAttributes or MemberRole.MailingLists or MemberRole.IdempotencyKey)
            return;
        if (member.Converter is null && !member.IsComputed && TypeName(property, member.Value, out var typeName))
        {
            var paths = annotations.From is { } from ? LoopsFromReader.Paths(from) : SegmentNames.DefaultPaths(kind, place, property.Name);
            _members.Add(new(member, typeName, new(paths)));
            _names.AddSent(place, paths);
        }
        else if (place.Role is not (MemberRole.Email or MemberRole.UserId))
        {
            // Whose it is, the default mapping goes on to say.
            Drop(property, annotations, place);
        }
    }

    /// <summary>A member that is not sent, and whose trait or property is not either.</summary>
    public void Drop(IPropertySymbol property, in MemberAnnotations annotations, MemberPlace place)
        => _names.AddDropped(place, property.Name, annotations.From is { } from ? LoopsFromReader.Paths(from) : []);

    public SegmentModel ToModel(AttributeData annotation, string? trigger, ExpressionModel? condition, params string?[] constants)
    {
        foreach (var constant in constants)
            _names.AddConstant(constant);
        return new(DeclarationPlaces.Of(annotation), trigger is not null && condition is null, condition, new(_members), _names.AtRoot, _names.InEvent);
    }

    /// <summary>The type that the text of a message is read as; <see langword="false"/> when there is no way to read one.</summary>
    private static bool TypeName(IPropertySymbol property, ValueModel value, out string? name)
    {
        name = null;
        switch (value.Kind)
        {
            case ValueKind.Number:
                name = KeywordType.Of(property)?.Keyword ?? CodeNames.Full(Underlying(property.Type));
                return true;
            case ValueKind.Date:
                name = Underlying(property.Type).Name;
                return true;
            case ValueKind.Formatted:
                var formatted = Underlying(property.Type);
                name = CodeNames.Full(formatted);
                return formatted.TypeKind is TypeKind.Class or TypeKind.Struct && formatted.AllInterfaces.Any(parsable => IsParsable(parsable, formatted));
            default:
                return true;
        }
    }

    private static bool IsParsable(INamedTypeSymbol type, ITypeSymbol self)
        => type is { Name: "IParsable", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true }, TypeArguments: [var parsed] }
            && SymbolEqualityComparer.Default.Equals(parsed, self);

    private static ITypeSymbol Underlying(ITypeSymbol type)
        => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] } ? underlying : type;
}
