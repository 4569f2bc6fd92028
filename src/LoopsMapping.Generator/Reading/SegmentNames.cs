using LoopsMapping.Generator.Model;

namespace LoopsMapping.Generator.Reading;

/// <summary>Which names of a message, and of the request that it becomes, belong to a class and no more to the default mapping.</summary>
internal sealed class SegmentNames(MappingKind kind)
{
    private readonly SortedSet<string> _atRoot = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _inEvent = new(StringComparer.Ordinal);

    public EquatableArray<string> AtRoot => new(_atRoot);

    public EquatableArray<string> InEvent => new(_inEvent);

    private string Home => kind == MappingKind.Contact ? "traits" : "properties";

    /// <summary>Where a member without <c>[LoopsFrom]</c> stands in a message.</summary>
    public static List<PathModel> DefaultPaths(MappingKind kind, MemberPlace place, string member)
    {
        var isContact = kind == MappingKind.Contact;
        var names = Names(place, member);
        if (place.Role == MemberRole.UserId)
            return [PathModel.Of("userId")];
        var paths = names.ConvertAll(name => PathModel.Of(isContact ? "traits" : "properties", name));
        switch (place.Role)
        {
            case MemberRole.Email:
                paths.Add(isContact ? PathModel.Of("email") : PathModel.Of("context", "traits", "email"));
                break;
            case MemberRole.ContactProperty when !isContact:
                paths.AddRange(names.Select(static name => PathModel.Of("context", "traits", name)));
                break;
            case MemberRole.MailingList when isContact:
                paths.Add(PathModel.Of("traits", "mailingLists", place.Name));
                break;
        }
        return paths;
    }

    public void AddConstant(string? name)
    {
        if (name is not null)
            _atRoot.Add(name);
    }

    public void AddSent(MemberPlace place, List<PathModel> paths)
    {
        if (place.Role == MemberRole.EventProperty)
            _inEvent.Add(place.Name);
        else if (place.Role != MemberRole.MailingList)
            _atRoot.Add(place.Name);
        // An event keeps the email among its properties, as with Segment.
        if (kind == MappingKind.Contact || place.Role is not (MemberRole.Email or MemberRole.UserId))
            AddTaken(paths);
    }

    public void AddDropped(MemberPlace place, string member, List<PathModel> paths)
    {
        if (place.Role is MemberRole.CustomAttributes or MemberRole.MailingLists)
            return;
        foreach (var name in Names(place, member))
        {
            if (kind == MappingKind.Event)
                _inEvent.Add(name);
            if (place.Role != MemberRole.EventProperty)
                _atRoot.Add(name);
        }
        AddTaken(paths);
    }

    /// <summary>What is read under one name is not sent under another as well.</summary>
    private void AddTaken(List<PathModel> paths)
    {
        foreach (var path in paths)
        {
            if (path.NameIn(Home) is { } name)
                (kind == MappingKind.Contact ? _atRoot : _inEvent).Add(name);
        }
    }

    /// <summary>What a message may call a member. Nobody names a trait by the id of a mailing list.</summary>
    private static List<string> Names(MemberPlace place, string member)
    {
        var names = new List<string>(3);
        if (place.Role != MemberRole.MailingList)
            names.Add(place.Name);
        foreach (var name in new[] { WireNames.CamelCase(member), WireNames.SnakeCase(member) })
        {
            if (!names.Contains(name))
                names.Add(name);
        }
        return names;
    }
}
