using System.Collections.Immutable;
using LoopsMapping.Generator.Model;
using LoopsMapping.Generator.Schema;
using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Reading;

/// <summary>Finds where a mapping and the account of Loops, as its schema file has it, have drifted apart.</summary>
/// <param name="type">The annotated class.</param>
/// <param name="annotation">What makes it a mapping.</param>
/// <param name="mapping">What is sent.</param>
/// <param name="properties">The properties of the mapping's members, in their order.</param>
/// <param name="mistaken">The names of members that are left out because of a mistake.</param>
/// <param name="context">Takes what is found.</param>
internal sealed class DriftReader(
    INamedTypeSymbol type, AttributeData annotation, MappingModel mapping, IReadOnlyList<IPropertySymbol> properties, IReadOnlyList<string>? mistaken, ReadingContext context)
{
    private HashSet<(string, string)>? _found;

    /// <summary>Compares with each file; what is missing in several is said of the first.</summary>
    public void Compare(IEnumerable<AccountFile> files)
    {
        foreach (var file in files)
        {
            if (file.Schema is { } schema)
                Compare(schema, file);
        }
    }

    private void Compare(AccountSchema schema, AccountFile file)
    {
        var eventProperties = mapping.Kind == MappingKind.Event ? CompareEvent(schema, file) : null;
        for (var i = 0; i < mapping.Members.Count; i++)
        {
            var member = mapping.Members[i];
            switch (member.Role)
            {
                case MemberRole.ContactProperty when schema.ContactProperties is { } known:
                    if (known.TryGet(member.WireName, out var type))
                        CompareType(RuleIds.WrongContactPropertyType, file, i, type);
                    else if (!WireNames.IsBuiltIn(member.WireName))
                        ReportUnknownContactProperty(file, known, i);
                    break;
                case MemberRole.EventProperty when eventProperties is not null:
                    if (eventProperties.TryGet(member.WireName, out var eventType))
                        CompareType(RuleIds.WrongEventPropertyType, file, i, eventType);
                    else
                        ReportUnknownEventProperty(file, eventProperties, i);
                    break;
                case MemberRole.MailingList when schema.MailingLists is { } lists && !lists.Contains(member.WireName):
                    ReportUnknownMailingList(file, lists, i);
                    break;
            }
        }
        if (mapping.Kind == MappingKind.Transactional && schema.TransactionalEmails is { } emails)
            CompareEmail(file, emails);
    }

    /// <summary>The properties of the event; <see langword="null"/> when there is nothing to compare them with.</summary>
    private NamedEntries<PropertyType>? CompareEvent(AccountSchema schema, AccountFile file)
    {
        // A name that is not there, or that Loops does not take, has a message of its own.
        if (schema.Events is not { } events || Annotations.Text(annotation) is not { } name || WireNames.EventNameObjection(name) is not null)
            return null;
        if (events.TryGet(name, out var known))
            return known;
        var near = events.Near(name, static _ => true);
        Report(RuleIds.UnknownEvent, name, () => Locations.OfArgument(type, annotation, 0),
            Properties(file, name, near, SchemaSections.Events, SchemaEntries.Event(mapping)),
            name, file.Name, Remedy(near, ": correct the name, or make the event in Loops and run 'loops-mapping pull'"));
        return null;
    }

    private void CompareType(string rule, AccountFile file, int index, PropertyType known)
    {
        var member = mapping.Members[index];
        if (known.Takes(member.Value))
            return;
        var isOfEvent = rule == RuleIds.WrongEventPropertyType;
        var sent = PropertyTypes.Of(member.Value);
        var facts = Properties(file, member.WireName, null, isOfEvent ? SchemaSections.Events : SchemaSections.ContactProperties, null)
            .Add(DriftProperties.Type, sent.Name());
        if (isOfEvent)
            facts = facts.Add(DriftProperties.Event, mapping.EventName);
        if (known == PropertyType.String && member.Value.IsNumber)
            facts = facts.Add(DriftProperties.CanFormat, "");
        Report(rule, member.WireName, () => Locations.OfMember(properties[index], type, annotation), facts,
            member.Name, sent.Name(), member.WireName, known.Name(), file.Name, mapping.EventName);
    }

    private void ReportUnknownContactProperty(AccountFile file, NamedEntries<PropertyType> known, int index)
    {
        if (IsDoubted(index))
            return;
        var member = mapping.Members[index];
        var near = known.Near(member.WireName, name => !IsSent(name, inEvent: false) && !WireNames.IsReserved(name, onEvent: mapping.Kind == MappingKind.Event));
        Report(RuleIds.UnknownContactProperty, member.WireName, () => NameOf(index),
            Properties(file, member.WireName, near, SchemaSections.ContactProperties, SchemaEntries.ContactProperty(member)),
            member.WireName, file.Name, Remedy(near, ": correct the name, or make the property with 'loops-mapping push' and run 'loops-mapping pull'"));
    }

    private void ReportUnknownEventProperty(AccountFile file, NamedEntries<PropertyType> known, int index)
    {
        if (IsDoubted(index))
            return;
        var member = mapping.Members[index];
        var near = known.Near(member.WireName, name => !IsSent(name, inEvent: true));
        Report(RuleIds.UnknownEventProperty, member.WireName, () => NameOf(index),
            Properties(file, member.WireName, near, SchemaSections.Events, SchemaEntries.EventProperty(member)).Add(DriftProperties.Event, mapping.EventName),
            member.WireName, file.Name, Remedy(near, ": correct the name, or add the property to the event in Loops and run 'loops-mapping pull'"), mapping.EventName);
    }

    private void ReportUnknownMailingList(AccountFile file, NamedEntries<string> lists, int index)
    {
        var member = mapping.Members[index];
        // Somebody may have written down the list's name, and not its id.
        var near = lists.Near(member.WireName, id => !IsSent(id, inEvent: false)) ?? IdOf(lists.All, member.WireName);
        lists.TryGet(near ?? "", out var title);
        Report(RuleIds.UnknownMailingList, member.WireName,
            () => Locations.OfName(properties[index], MemberAnnotations.Read(properties[index], type).MailingListSource, type, annotation),
            Properties(file, member.WireName, near, SchemaSections.MailingLists, SchemaEntries.MailingList(member)),
            member.WireName, file.Name, Remedy(near, ": copy its id from Loops, or run 'loops-mapping pull' if the list is new", title));
    }

    private void CompareEmail(AccountFile file, NamedEntries<AccountEmail> emails)
    {
        if (Annotations.Text(annotation) is not { } id)
            return;
        if (emails.TryGet(id, out var email))
        {
            CompareDataVariables(file, email);
            return;
        }
        var near = emails.Near(id, static _ => true) ?? IdOf(emails.All.Select(static entry => new KeyValuePair<string, string>(entry.Key, entry.Value.Name)), id);
        emails.TryGet(near ?? "", out var meant);
        Report(RuleIds.UnknownTransactional, id, () => Locations.OfArgument(type, annotation, 0),
            Properties(file, id, near, SchemaSections.TransactionalEmails, SchemaEntries.Email(mapping)),
            id, file.Name, Remedy(near, ": copy its id from Loops, or run 'loops-mapping pull' if the email is new", meant?.Name));
    }

    /// <summary>
    /// What the email needs must be sent, or Loops refuses it. What is sent besides is no mistake: the list of Loops has no variables that
    /// stand in conditional sections only.
    /// </summary>
    private void CompareDataVariables(AccountFile file, AccountEmail email)
    {
        if (email.DataVariables is not { } needed || mapping.Unreadable is not null)
            return;
        List<string>? missing = null;
        foreach (var name in needed)
        {
            if (IndexOfVariable(name) < 0 && mistaken?.Contains(name) != true && missing?.Contains(name) != true)
                (missing ??= []).Add(name);
        }
        if (missing is null)
            return;

        List<string> surplus = [.. mapping.Members.Where(member => member.Role == MemberRole.DataVariable && !needed.Contains(member.WireName)).Select(static member => member.WireName)];
        for (var i = missing.Count - 1; i >= 0; i--)
        {
            if (NearName.Find(missing[i], surplus) is not { } meant)
                continue;
            var (name, index) = (missing[i], IndexOfVariable(meant));
            surplus.Remove(meant);
            missing.RemoveAt(i);
            Report(RuleIds.MissingDataVariable, name, () => NameOf(index), Properties(file, meant, name, SchemaSections.TransactionalEmails, null),
                email.Name, $"the data variable '{name}'", type.Name, $"; did you mean \"{name}\" instead of '{meant}'?");
        }
        if (missing.Count == 0)
            return;
        var names = string.Join("', '", missing);
        Report(RuleIds.MissingDataVariable, names, () => Locations.OfType(type, annotation), Properties(file, string.Join("\n", missing), null, SchemaSections.TransactionalEmails, null),
            email.Name, missing.Count == 1 ? $"the data variable '{names}'" : $"the data variables '{names}'", type.Name, $": Loops refuses it without. Add '{names}'.");
    }

    private int IndexOfVariable(string name)
    {
        for (var i = 0; i < mapping.Members.Count; i++)
        {
            if (mapping.Members[i] is { Role: MemberRole.DataVariable } member && member.WireName == name)
                return i;
        }
        return -1;
    }

    /// <summary>Whether a name already is in this place of the request: two members cannot have it.</summary>
    private bool IsSent(string name, bool inEvent)
    {
        foreach (var member in mapping.Members)
        {
            if (member.WireName == name && (member.Role == MemberRole.EventProperty) == inEvent)
                return true;
        }
        return false;
    }

    /// <summary>Whether LOOPS021 asks to leave the member out.</summary>
    private bool IsDoubted(int index)
    {
        var member = mapping.Members[index];
        return Doubts.Find(mapping.Kind, new(member.Role, member.WireName), properties[index], member.Value, MemberAnnotations.Read(properties[index], type)) is { Rule: RuleIds.SecretSent };
    }

    private Location NameOf(int index) => Locations.OfName(properties[index], MemberAnnotations.Read(properties[index], type).NameSource, type, annotation);

    private static string? IdOf(IEnumerable<KeyValuePair<string, string>> names, string written)
    {
        var near = NearName.Find(written, names.Select(static entry => entry.Value)) ?? written;
        return names.Where(entry => entry.Value == near).Select(static entry => entry.Key).OrderBy(static id => id, StringComparer.Ordinal).FirstOrDefault();
    }

    private static string Remedy(string? near, string otherwise, string? title = null)
        => near is null ? otherwise : title is null ? $"; did you mean \"{near}\"?" : $"; did you mean \"{near}\" ({title})?";

    private static ImmutableDictionary<string, string?> Properties(AccountFile file, string name, string? near, string section, string? entry)
    {
        var facts = ImmutableDictionary.CreateBuilder<string, string?>();
        facts.Add(DriftProperties.File, file.Path);
        facts.Add(DriftProperties.Name, name);
        facts.Add(DriftProperties.Section, section);
        if (near is not null)
            facts.Add(DriftProperties.Near, near);
        if (entry is not null)
            facts.Add(DriftProperties.Entry, entry);
        return facts.ToImmutable();
    }

    private void Report(string rule, string name, Func<Location> locate, ImmutableDictionary<string, string?> facts, params object?[] arguments)
    {
        if ((_found ??= []).Add((rule, name)))
            context.Report(new(rule, context.Place ?? locate(), arguments, SharesPlace: true) { Properties = facts });
    }
}
