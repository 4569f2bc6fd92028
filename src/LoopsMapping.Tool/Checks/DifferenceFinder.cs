using LoopsMapping.Generator.Schema;
using LoopsMapping.Manifest;
using LoopsMapping.Tool.Schema;

namespace LoopsMapping.Tool.Checks;

/// <summary>Compares what a destination sends with what an account has: LOOPS030 to LOOPS037 over the whole of a built project.</summary>
internal sealed class DifferenceFinder
{
    private readonly Dictionary<string, string> _properties;
    private readonly Dictionary<string, SchemaEvent> _events;
    private readonly Dictionary<string, SchemaEmail> _emails;
    private readonly HashSet<string> _lists;
    private readonly List<Difference> _found = [];

    private DifferenceFinder(AccountSchema schema)
    {
        _properties = Index(schema.ContactProperties, static property => property.Key, static property => property.Type);
        _events = Index(schema.Events, static one => one.Name, static one => one);
        _emails = Index(schema.TransactionalEmails, static email => email.Id, static email => email);
        _lists = schema.MailingLists.Select(static list => list.Id).ToHashSet(StringComparer.Ordinal);
    }

    public static IReadOnlyList<Difference> Find(LoopsManifest manifest, AccountSchema schema)
    {
        var finder = new DifferenceFinder(schema);
        foreach (var mapping in manifest.Mappings)
            finder.Check(mapping);
        return finder._found;
    }

    private static Dictionary<string, TValue> Index<T, TValue>(IEnumerable<T> entries, Func<T, string> key, Func<T, TValue> value)
    {
        var index = new Dictionary<string, TValue>(StringComparer.Ordinal);
        foreach (var entry in entries)
            index[key(entry)] = value(entry);
        return index;
    }

    private void Check(LoopsManifestMapping mapping)
    {
        var known = mapping.Action == LoopsManifestAction.Event ? FindEvent(mapping) : null;
        if (mapping.Action == LoopsManifestAction.Transactional)
            CheckEmail(mapping);
        foreach (var sent in mapping.Fields)
        {
            switch (sent.Place)
            {
                case LoopsManifestPlace.Contact when !ContactNames.IsWellKnown(sent.Name):
                    CheckProperty(mapping, sent);
                    break;
                case LoopsManifestPlace.Event when known is not null:
                    CheckEventProperty(mapping, sent, known);
                    break;
                case LoopsManifestPlace.MailingList when !_lists.Contains(sent.Name):
                    Add("LOOPS035", "unknownMailingList", mapping, sent, $"The account has no mailing list {Quoted(sent.Name)}", NearName.Find(sent.Name, _lists));
                    break;
            }
        }
    }

    private SchemaEvent? FindEvent(LoopsManifestMapping mapping)
    {
        if (_events.TryGetValue(mapping.Name!, out var known))
            return known;
        Add("LOOPS032", "unknownEvent", mapping, null, $"The account has no event {Quoted(mapping.Name!)}", NearName.Find(mapping.Name!, _events.Keys));
        return null;
    }

    private void CheckProperty(LoopsManifestMapping mapping, LoopsManifestField sent)
    {
        if (!_properties.TryGetValue(sent.Name, out var type))
            Add("LOOPS030", "unknownContactProperty", mapping, sent, $"The account has no contact property {Quoted(sent.Name)}", NearName.Find(sent.Name, _properties.Keys.Where(static name => !ContactNames.IsWellKnown(name))));
        else if (!PropertyTypes.Fit(sent.PropertyType, type))
            Add("LOOPS031", "contactPropertyType", mapping, sent, $"The contact property {Quoted(sent.Name)} is {type} in the account, and {TypeName(sent)} is sent", null);
    }

    private void CheckEventProperty(LoopsManifestMapping mapping, LoopsManifestField sent, SchemaEvent known)
    {
        if (known.Properties.FirstOrDefault(property => property.Key == sent.Name) is not { } property)
            Add("LOOPS033", "unknownEventProperty", mapping, sent, $"The event {Quoted(known.Name)} has no property {Quoted(sent.Name)} in the account", NearName.Find(sent.Name, known.Properties.Select(static one => one.Key)));
        else if (!PropertyTypes.Fit(sent.PropertyType, property.Type))
            Add("LOOPS034", "eventPropertyType", mapping, sent, $"The property {Quoted(sent.Name)} of the event {Quoted(known.Name)} is {property.Type} in the account, and {TypeName(sent)} is sent", null);
    }

    private void CheckEmail(LoopsManifestMapping mapping)
    {
        if (!_emails.TryGetValue(mapping.Name!, out var email))
        {
            Add("LOOPS036", "unknownTransactionalEmail", mapping, null, $"The account has no transactional email {Quoted(mapping.Name!)}", NearName.Find(mapping.Name!, _emails.Keys));
            return;
        }
        var sent = mapping.Fields.Where(static one => one.Place == LoopsManifestPlace.DataVariable).Select(static one => one.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var missing in email.DataVariables.Where(variable => !sent.Contains(variable)))
            Add("LOOPS037", "missingDataVariable", mapping, null, $"The transactional email {Quoted(email.Name)} needs the data variable {Quoted(missing)}, which is not sent", NearName.Find(missing, sent));
    }

    private void Add(string rule, string kind, LoopsManifestMapping mapping, LoopsManifestField? sent, string message, string? suggestion)
        => _found.Add(new(rule, kind, mapping.Type, sent?.Member, message, suggestion));

    private static string TypeName(LoopsManifestField sent) => sent.Type switch { LoopsManifestType.Text => "text", LoopsManifestType.Date => "a date", LoopsManifestType.Boolean => "a boolean", _ => "a number" };

    private static string Quoted(string name) => $"\"{Shown.Text(name)}\"";
}
