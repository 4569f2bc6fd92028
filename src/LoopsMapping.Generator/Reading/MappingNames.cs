using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Reading;

/// <summary>What Loops knows a mapping by: the name of an event, the id of an email.</summary>
internal static class MappingNames
{
    /// <param name="type">The annotated class.</param>
    /// <param name="annotation">The annotation that should give the name.</param>
    /// <param name="isUnreadable">Whether an annotation of the class cannot be read, which is said elsewhere.</param>
    /// <param name="context">Takes what is wrong.</param>
    public static string OfEvent(INamedTypeSymbol type, AttributeData annotation, bool isUnreadable, in ReadingContext context)
    {
        if (Annotations.Text(annotation) is { } name)
        {
            if (context.Findings is not null && WireNames.EventNameObjection(name) is { } objection)
                context.Report(RuleIds.InvalidEventName, () => Locations.OfArgument(type, annotation, 0), name, objection);
            return name;
        }
        if (isUnreadable)
            return type.Name;
        var suggestion = WireNames.EventName(type.Name) is { Length: > 0 } words ? words : type.Name;
        context.Report(RuleIds.EventWithoutName, () => Locations.OfAnnotation(type, annotation), type.Name, suggestion);
        return suggestion;
    }

    /// <inheritdoc cref="OfEvent"/>
    public static string OfEmail(INamedTypeSymbol type, AttributeData annotation, bool isUnreadable, in ReadingContext context)
    {
        if (Annotations.Text(annotation) is { } id)
            return id;
        if (!isUnreadable)
            context.Report(RuleIds.InvalidTransactional, () => Locations.OfAnnotation(type, annotation), type.Name, "has no id: write [LoopsTransactional(\"…\")], with the id that Loops shows for the email");
        return "";
    }
}
