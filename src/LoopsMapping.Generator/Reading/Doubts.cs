using LoopsMapping.Generator.Model;
using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Reading;

/// <summary>What is sent as it stands, and is perhaps not meant.</summary>
internal static class Doubts
{
    /// <summary>The rule that has a doubt about a member, and what it says; <see langword="null"/> when there is none.</summary>
    public static (string Rule, object?[] Arguments)? Find(MappingKind kind, MemberPlace place, IPropertySymbol property, ValueModel value, in MemberAnnotations annotations)
    {
        var always = value is { Kind: ValueKind.Boolean, CanBeNull: false };
        if (place is { Role: MemberRole.ContactProperty, Name: "subscribed" } && always)
            return (RuleIds.SubscribesAlways, [property.Name]);
        if (place.Role == MemberRole.MailingList && kind == MappingKind.Contact && always)
            return (RuleIds.SetsMailingListAlways, [property.Name]);
        if (place.Role is not (MemberRole.ContactProperty or MemberRole.EventProperty or MemberRole.DataVariable))
            return null;
        // Whoever has written the name down means it.
        if (kind != MappingKind.Transactional && annotations.Name is null && Secret(property.Name, value) is { } word)
            return (RuleIds.SecretSent, [property.Name, word, place.Name]);
        return value.LosesPrecision ? (RuleIds.LosesPrecision, [property.Name]) : null;
    }

    /// <summary>Secrets are texts, or numbers such as a pin: a TokenCount or a PasswordChangedAt is none.</summary>
    private static string? Secret(string name, ValueModel value) => value.Kind switch
    {
        ValueKind.String or ValueKind.Guid or ValueKind.Uri or ValueKind.Formatted => SecretNames.Find(name),
        ValueKind.Number => SecretNames.FindLast(name),
        _ => null,
    };
}
