using LoopsMapping.Generator.Model;
using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Reading;

/// <summary>Where in the request a member goes, and under which name.</summary>
internal readonly record struct MemberPlace(MemberRole Role, string Name)
{
    public static MemberPlace Of(IPropertySymbol property, in MemberAnnotations annotations, MappingKind kind)
    {
        if (annotations.IsEmail)
            return new(MemberRole.Email, "email");
        if (kind == MappingKind.Transactional)
            return InEmail(annotations.Name ?? WireNames.CamelCase(property.Name));
        if (annotations.IsUserId)
            return new(MemberRole.UserId, "userId");
        if (annotations.IsCustomAttributes)
            return new(MemberRole.CustomAttributes, property.Name);
        if (annotations.IsMailingList)
            return new(MemberRole.MailingList, annotations.MailingListId ?? "");

        var name = annotations.Name ?? WireNames.CamelCase(property.Name);
        if (annotations.IsContactProperty && kind == MappingKind.Event)
            return new(MemberRole.ContactProperty, name);
        return name switch
        {
            "email" => new(MemberRole.Email, name),
            "userId" => new(MemberRole.UserId, name),
            "mailingLists" => new(MemberRole.MailingLists, name),
            _ => new(kind == MappingKind.Contact ? MemberRole.ContactProperty : MemberRole.EventProperty, name),
        };
    }

    /// <summary>Whether Loops itself gives the name its meaning.</summary>
    public bool IsWellKnown(MappingKind kind) => Role is MemberRole.Email or MemberRole.UserId or MemberRole.MailingLists
        || (kind == MappingKind.Contact && WireNames.IsBuiltIn(Name));

    /// <summary>Of a transactional email only the recipient has a name of its own; a user id is a data variable.</summary>
    private static MemberPlace InEmail(string name) => new(name == "email" ? MemberRole.Email : MemberRole.DataVariable, name);
}
