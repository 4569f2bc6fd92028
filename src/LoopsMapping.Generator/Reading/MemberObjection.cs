using LoopsMapping.Generator.Model;
using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Reading;

/// <summary>Why a member cannot be sent where it should go.</summary>
/// <param name="Rule">The rule that says so.</param>
/// <param name="Reason">What it says.</param>
internal readonly record struct MemberObjection(string Rule, string Reason)
{
    private const string Remedy = ". Give it such a type or leave it out with [LoopsIgnore]";

    /// <summary>An objection to the member's type or to how its value is made; of a transactional email it is the email's.</summary>
    public static MemberObjection ToType(MappingKind kind, ITypeSymbol type, string reason)
    {
        var name = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        return kind == MappingKind.Transactional
            ? new(RuleIds.InvalidTransactional, $"of type '{name}' cannot be sent: {reason}")
            : new(RuleIds.UnsupportedType, $"of type '{name}' cannot be sent: {reason}");
    }

    /// <summary>Finds what is in the way; <see langword="null"/> when nothing is.</summary>
    public static MemberObjection? Find(MappingKind kind, MemberPlace place, IPropertySymbol property, ValueModel? value, in MemberAnnotations annotations)
    {
        if (place.Role == MemberRole.MailingList)
            return ToMailingList(value, annotations) is { } reason ? new(RuleIds.InvalidMailingList, reason) : null;
        if (place.Role == MemberRole.DataVariable && !WireNames.IsDataVariable(place.Name))
            return new(RuleIds.InvalidTransactional, $"would be the data variable '{place.Name}', whose name may have letters, digits, _ and - only: rename it with [LoopsProperty(\"…\")]");
        return ToValue(place.Role, value) is { } objection ? ToType(kind, property.Type, objection + Remedy) : null;
    }

    private static string? ToMailingList(ValueModel? value, in MemberAnnotations annotations)
    {
        if (value is not { Kind: ValueKind.Boolean })
            return "is no bool or bool?: it says whether the contact is on a mailing list";
        return annotations.MailingListId is null ? "does not say which list it is: write [LoopsMailingList(\"…\")], with the id of the list" : null;
    }

    private static string? ToValue(MemberRole role, ValueModel? value) => role switch
    {
        MemberRole.MailingLists => value is { Kind: ValueKind.MailingLists } ? null : "MailingLists is a dictionary from list id (string) to bool",
        MemberRole.CustomAttributes => value is { Kind: ValueKind.CustomAttributes } ? null : "custom attributes are an IReadOnlyDictionary<string, LoopsValue>",
        MemberRole.Attachments => null,
        MemberRole.DataVariable => value is { IsText: true } or { IsNumber: true } or { Kind: ValueKind.Objects } ? null
            : "a data variable is text, a number, or a list of flat objects of these",
        _ when value is { Kind: ValueKind.CustomAttributes } => "a dictionary of custom attributes is marked with [LoopsCustomAttributes]",
        _ when value is { Kind: ValueKind.Attachments } => "attachments go with transactional emails",
        _ when value is null or { Kind: ValueKind.MailingLists or ValueKind.Objects } => "Loops stores strings, numbers, booleans and dates",
        MemberRole.Email => value.Kind == ValueKind.String ? null : "an email is a string",
        MemberRole.UserId => IsIdentifier(value) ? null : "a user id is a string, a number or a Guid, as it is",
        MemberRole.IdempotencyKey => IsIdentifier(value) ? null : "an idempotency key is a string, a number or a Guid, as it is",
        _ => null,
    };

    private static bool IsIdentifier(ValueModel value) => value.Kind is not (ValueKind.Boolean or ValueKind.Date or ValueKind.Formatted);
}
