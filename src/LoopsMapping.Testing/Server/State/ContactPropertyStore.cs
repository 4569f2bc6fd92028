using LoopsMapping.Testing.Reading;

namespace LoopsMapping.Testing.State;

/// <summary>The custom contact properties of a team, oldest first.</summary>
internal sealed class ContactPropertyStore(LoopsServerOptions options)
{
    private readonly List<LoopsServerContactProperty> _properties = [.. options.ContactProperties];
    private readonly HashSet<string> _names = options.ContactProperties.Select(static property => property.Name).ToHashSet(StringComparer.Ordinal);

    public IReadOnlyList<LoopsServerContactProperty> All => _properties;

    public bool Contains(string name) => _names.Contains(name);

    public void Add(LoopsServerContactProperty property)
    {
        if (_names.Add(property.Name))
            _properties.Add(property);
    }

    /// <summary>The fields as the team takes them; what it does not know is created or dropped.</summary>
    public ContactFields Admit(ContactFields fields)
    {
        if (options.UnknownContactProperties == LoopsServerUnknownProperties.Drop)
            return fields.Keep(IsKnown);
        foreach (var (name, value) in fields.Properties)
        {
            if (!string.IsNullOrWhiteSpace(name) && !IsKnown(name) && PropertyTypes.Of(value) is { } type)
                Add(new(name, type));
        }
        return fields;
    }

    private bool IsKnown(string name) => PropertyNames.IsDefault(name) || Contains(name);
}
