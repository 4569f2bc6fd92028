using LoopsMapping.Generator.Model;
using LoopsMapping.Generator.Reading;
using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Rules;

/// <summary>Rules about several classes of one destination.</summary>
internal static class CrossRules
{
    /// <summary>What is wrong with an event beside the other mappings of its destinations.</summary>
    /// <param name="mapping">The event.</param>
    /// <param name="project">All that it can stand beside.</param>
    /// <param name="findings">Takes what is wrong.</param>
    /// <param name="name">Where the event's name is; <see langword="null"/> when it has none of its own.</param>
    /// <param name="type">Where its class is.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static void CheckEvent(MappingModel mapping, ProjectMappings project, Findings findings, Location? name, Location type, CancellationToken cancellationToken)
    {
        foreach (var client in project.ClientsOf(mapping, cancellationToken))
        {
            if (name is not null && project.HasDestination(cancellationToken) && Twin(mapping, client) is { } twin)
                findings.Add(RuleIds.DuplicateEvent, name, mapping.DisplayName, twin.DisplayName, mapping.EventName);
            CheckContact(mapping, client, findings, type);
        }
    }

    /// <summary>What is wrong with a destination as a whole.</summary>
    public static void CheckDestination(DestinationModel destination, ProjectMappings project, Findings findings, Location place, CancellationToken cancellationToken)
    {
        var taken = project.Taken(destination, cancellationToken).ToList();
        foreach (var twins in taken.GroupBy(static mapping => (mapping.Kind, mapping.TypeName)))
        {
            if (twins.Skip(1).FirstOrDefault(other => other.AnnotatedName != twins.First().AnnotatedName) is { } second)
            {
                findings.Add(RuleIds.InvalidDestination, place, destination.Name,
                    $"has two mappings of '{second.DisplayName}' as {Article(second.Kind)}, '{twins.First().MapName}' and '{second.MapName}': name those that it is for, [LoopsDestination(typeof(…))]");
            }
        }

        var count = taken.Count(static mapping => mapping.Kind != MappingKind.Transactional);
        if (count > destination.MaxMappings)
            findings.Add(RuleIds.TooManyMappings, place, destination.Name, count, destination.MaxMappings);
        if (project.TakesSegment)
            CheckIdentify(destination, taken, findings, place);
    }

    /// <summary>An earlier event that the same message of Segment would fire, and that Loops could not tell from this one.</summary>
    private static MappingModel? Twin(MappingModel mapping, ClientModel client)
    {
        foreach (var other in client.Mappings)
        {
            if (other.Kind != MappingKind.Event)
                continue;
            if (other.AnnotatedName == mapping.AnnotatedName)
                return null;
            if (other.EventName == mapping.EventName && other.Trigger == mapping.Trigger && other.Unreadable is null)
                return other;
        }
        return null;
    }

    private static void CheckContact(MappingModel mapping, ClientModel client, Findings findings, Location type)
    {
        var hasUserId = mapping.Has(MemberRole.UserId);
        var hasEmail = mapping.Has(MemberRole.Email);
        if (!hasUserId && !hasEmail)
            return;
        // What would agree without a mistake elsewhere has no message of its own.
        if (mapping.IdentifierHasMistake || client.Mappings.Any(static other => other is { Kind: MappingKind.Contact, IdentifierHasMistake: true }))
            return;
        var contacts = client.Mappings.Where(static other => other.Kind == MappingKind.Contact && (other.Has(MemberRole.UserId) || other.Has(MemberRole.Email))).ToList();
        // An event beside several contacts is that of the one that it agrees with.
        if (contacts.Count > 0 && contacts.TrueForAll(contact => contact.Has(MemberRole.UserId) != hasUserId))
            findings.Add(RuleIds.LanesDiffer, type, mapping.DisplayName, hasUserId ? "a" : "no", contacts[0].DisplayName, hasUserId ? "none" : "one", hasUserId ? contacts[0].DisplayName : mapping.DisplayName);
        // A contact without an email has a message of its own, LOOPS009.
        else if (hasUserId && !hasEmail && contacts.TrueForAll(static contact => !contact.Has(MemberRole.UserId)))
            findings.Add(RuleIds.EventWithoutEmail, type, mapping.DisplayName);
    }

    private static void CheckIdentify(DestinationModel destination, List<MappingModel> taken, Findings findings, Location place)
    {
        var contacts = taken.Where(static mapping => mapping is { Kind: MappingKind.Contact, Trigger: null }).Select(static mapping => mapping.DisplayName).Distinct().ToList();
        if (contacts.Count > 1)
            findings.Add(RuleIds.NoContactForIdentify, place, destination.Name, string.Join("', '", contacts.Take(contacts.Count - 1)), contacts[contacts.Count - 1]);
    }

    private static string Article(MappingKind kind) => kind switch
    {
        MappingKind.Contact => "a contact",
        MappingKind.Event => "an event",
        _ => "an email",
    };
}
