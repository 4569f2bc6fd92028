using LoopsMapping.Generator.Model;
using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Reading;

/// <summary>
/// Turns an annotated class into what is sent of it, and says what is wrong with it. A member with a mistake is left out, never the
/// whole class; only a class that generated code cannot use gives no model.
/// </summary>
internal ref struct MappingReader
{
    /// <summary><c>LoopsMembers.Annotated</c>.</summary>
    private const int OnlyAnnotated = 1;

    private readonly INamedTypeSymbol _type;
    private readonly AttributeData _annotation;
    private readonly MappingKind _kind;
    private readonly Findings? _findings;
    private readonly List<MemberModel> _members = [];
    private readonly UsageWarnings _warnings;
    private readonly NullEffect _nulls;
    private readonly bool _onlyAnnotated;
    private bool _identifierHasMistake;
    private string? _unreadable;

    private MappingReader(INamedTypeSymbol type, AttributeData annotation, MappingKind kind, Findings? findings)
    {
        _type = type;
        _annotation = annotation;
        _kind = kind;
        _findings = findings;
        _warnings = new(type.ContainingAssembly);
        _nulls = (NullEffect)Annotations.NamedChoice(annotation, "Nulls");
        _onlyAnnotated = Annotations.NamedChoice(annotation, "Members") == OnlyAnnotated;
        _unreadable = Annotations.IsUnreadable(annotation) ? $"[{Annotations.NameOf(annotation)}]" : null;
    }

    public static MappingModel? Read(INamedTypeSymbol type, AttributeData annotation, MappingKind kind, Findings? findings, CancellationToken cancellationToken)
        => new MappingReader(type, annotation, kind, findings).Read(cancellationToken);

    private MappingModel? Read(CancellationToken cancellationToken)
    {
        // What a base class that cannot be found would bring along, nobody can say is missing.
        _identifierHasMistake = HasUnknownBase();
        var properties = Reachability.Obstacle(_type) is { } obstacle ? Unreachable(obstacle) : MemberCollector.Collect(_type);
        if (properties is { Count: 0 } && !_identifierHasMistake)
            properties = Unreachable("has no public readable property to send");
        if (properties is null)
            return null;

        _warnings.AddType(_type);
        var isForbidden = _warnings.AnyForbidden;
        foreach (var property in properties)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadMember(property);
        }

        var model = new MappingModel
        {
            Kind = _kind,
            TypeName = CodeNames.Full(_type),
            DisplayName = CodeNames.WithContainingTypes(_type),
            Namespace = CodeNames.Namespace(_type),
            IsPublic = Reachability.IsPublic(_type),
            EventName = _kind == MappingKind.Event ? ReadEventName() : null,
            Source = _kind == MappingKind.Contact ? Constant("Source", "source") : null,
            UserGroup = _kind == MappingKind.Contact ? Constant("UserGroup", "userGroup") : null,
            Unreadable = _unreadable,
            UsageWarnings = _warnings.Ids,
            UsesForbidden = _warnings.AnyForbidden,
            IsForbidden = isForbidden,
            Members = new(_members),
        };
        CheckIdentifier(model);
        return model;
    }

    private readonly List<IPropertySymbol>? Unreachable(string why)
    {
        _findings?.Add(RuleIds.UnreachableType, Locations.OfType(_type, _annotation), _type.Name, why);
        return null;
    }

    private readonly string ReadEventName()
    {
        if (Annotations.Text(_annotation) is { } name)
            return name;
        if (_unreadable is not null)
            return _type.Name;
        var suggestion = WireNames.EventName(_type.Name) is { Length: > 0 } words ? words : _type.Name;
        _findings?.Add(RuleIds.EventWithoutName, Locations.OfAnnotation(_type, _annotation), _type.Name, suggestion);
        return suggestion;
    }

    /// <summary>A constant of the annotation, unless a member is sent under its name.</summary>
    private readonly string? Constant(string argument, string name)
        => Twin(MemberRole.ContactProperty, name) is null ? Annotations.NamedText(_annotation, argument) : null;

    private readonly void CheckIdentifier(MappingModel model)
    {
        if (_findings is null || _identifierHasMistake || model.Has(MemberRole.Email) || model.Has(MemberRole.UserId))
            return;
        var rule = _kind == MappingKind.Contact ? RuleIds.ContactWithoutIdentifier : RuleIds.EventWithoutIdentifier;
        _findings.Add(rule, Locations.OfType(_type, _annotation), _type.Name);
    }

    private void ReadMember(IPropertySymbol property)
    {
        var annotations = MemberAnnotations.Read(property, _type);
        if (annotations.IsIgnored)
            return;

        if (annotations.Unreadable is { } unreadable)
        {
            _unreadable ??= $"[{unreadable}] on {property.Name}";
            _identifierHasMistake = true;
            return;
        }

        if (annotations.IsIdempotencyKey && _kind == MappingKind.Event)
            AddMember(property, annotations, MemberRole.IdempotencyKey, "Idempotency-Key");
        if (annotations.IsOnlyIdempotencyKey)
            return;

        var (role, name) = Place(property, annotations);
        if (_onlyAnnotated && !annotations.Any && !IsWellKnown(role, name))
            return;
        // A base class of somebody else's (IdentityUser, say) has members that nobody meant to send.
        if (!IsOwn(property) && !annotations.Any && !IsWellKnown(role, name))
            return;
        if (property.Type.TypeKind == TypeKind.Error)
        {
            _identifierHasMistake |= role is MemberRole.Email or MemberRole.UserId;
            return;
        }

        if (role == MemberRole.ContactProperty && WireNames.IsReserved(name, onEvent: _kind == MappingKind.Event))
        {
            _identifierHasMistake |= name is "id" or "email" or "userId";
            Report(RuleIds.ReservedName, property, property.Name, name);
            return;
        }

        AddMember(property, annotations, role, name);
    }

    private void AddMember(IPropertySymbol property, in MemberAnnotations annotations, MemberRole role, string name)
    {
        var value = MemberValue.Read(property, _type, annotations, _warnings);
        if ((value.Objection ?? Objection(role, value.Value, annotations)) is { } objection)
        {
            _identifierHasMistake |= role is MemberRole.Email or MemberRole.UserId;
            Report(RuleIds.UnsupportedType, property, property.Name, property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), objection);
            return;
        }

        if (Twin(role, name) is { } twin)
        {
            Report(RuleIds.DuplicateName, property, twin.Name, property.Name, name);
            return;
        }
        if (_findings is not null)
            Doubt(property, annotations, role, name, value.Value!);
        _members.Add(new(property.Name, name, role, value.Value!)
        {
            Converter = value.Converter,
            Format = annotations.Format,
            ClearsOnNull = (role == MemberRole.ContactProperty || role == MemberRole.CustomAttributes && _kind == MappingKind.Contact) && name != "subscribed" && value.Value!.CanBeNull
                && (annotations.Nulls == NullEffect.Default ? _nulls : annotations.Nulls) == NullEffect.Clear,
        });
    }

    /// <summary>What is sent as it stands, and is perhaps not meant.</summary>
    private readonly void Doubt(IPropertySymbol property, in MemberAnnotations annotations, MemberRole role, string name, ValueModel value)
    {
        var always = value is { Kind: ValueKind.Boolean, CanBeNull: false };
        if (role == MemberRole.ContactProperty && name == "subscribed" && always)
            Report(RuleIds.SubscribesAlways, property, property.Name);
        else if (role == MemberRole.MailingList && _kind == MappingKind.Contact && always)
            Report(RuleIds.SetsMailingListAlways, property, property.Name);
        // Whoever has written the name down means it. Secrets are texts: a TokenCount or PasswordChangedAt is none.
        else if (role is MemberRole.ContactProperty or MemberRole.EventProperty && annotations.Name is null
            && value.Kind is ValueKind.String or ValueKind.Guid or ValueKind.Uri or ValueKind.Formatted
            && SecretNames.Find(property.Name) is { } word)
            Report(RuleIds.SecretSent, property, property.Name, word, name);
    }

    /// <summary>Where a member goes and under which name.</summary>
    private readonly (MemberRole Role, string Name) Place(IPropertySymbol property, in MemberAnnotations annotations)
    {
        if (annotations.IsEmail)
            return (MemberRole.Email, "email");
        if (annotations.IsUserId)
            return (MemberRole.UserId, "userId");
        if (annotations.IsCustomAttributes)
            return (MemberRole.CustomAttributes, property.Name);
        if (annotations.IsMailingList)
            return (MemberRole.MailingList, annotations.MailingListId ?? "");

        var name = annotations.Name ?? WireNames.CamelCase(property.Name);
        if (annotations.IsContactProperty && _kind == MappingKind.Event)
            return (MemberRole.ContactProperty, name);
        return name switch
        {
            "email" => (MemberRole.Email, name),
            "userId" => (MemberRole.UserId, name),
            "mailingLists" => (MemberRole.MailingLists, name),
            _ => (_kind == MappingKind.Contact ? MemberRole.ContactProperty : MemberRole.EventProperty, name),
        };
    }

    private readonly bool HasUnknownBase()
    {
        for (var parent = _type.BaseType; parent is not null; parent = parent.BaseType)
        {
            if (parent.TypeKind == TypeKind.Error)
                return true;
        }
        return false;
    }

    private readonly bool IsOwn(IPropertySymbol property)
        => SymbolEqualityComparer.Default.Equals(property.ContainingAssembly, _type.ContainingAssembly);

    private readonly bool IsWellKnown(MemberRole role, string name)
        => role is MemberRole.Email or MemberRole.UserId or MemberRole.MailingLists
            || (_kind == MappingKind.Contact && name is "firstName" or "lastName" or "source" or "subscribed" or "userGroup" or "createdAt");

    /// <summary>Why a value cannot go where it should; <see langword="null"/> when it can.</summary>
    private static string? Objection(MemberRole role, ValueModel? value, in MemberAnnotations annotations) => role switch
    {
        MemberRole.MailingLists => value is { Kind: ValueKind.MailingLists } ? null : "MailingLists is a dictionary from list id (string) to bool",
        MemberRole.MailingList when value is not { Kind: ValueKind.Boolean } => "membership of a mailing list is bool or bool?",
        MemberRole.MailingList => annotations.MailingListId is null ? "[LoopsMailingList] needs the id of the list" : null,
        MemberRole.CustomAttributes => value is { Kind: ValueKind.CustomAttributes } ? null : "custom attributes are an IReadOnlyDictionary<string, LoopsValue>",
        _ when value is { Kind: ValueKind.CustomAttributes } => "a dictionary of custom attributes is marked with [LoopsCustomAttributes]",
        _ when value is null or { Kind: ValueKind.MailingLists } => "Loops stores strings, numbers, booleans and dates",
        MemberRole.Email => value.Kind == ValueKind.String ? null : "an email is a string",
        MemberRole.UserId => value.Kind is ValueKind.Boolean or ValueKind.Date or ValueKind.Formatted ? "a user id is a string, a number or a Guid, as it is" : null,
        MemberRole.IdempotencyKey => value.Kind is ValueKind.Boolean or ValueKind.Date or ValueKind.Formatted ? "an idempotency key is a string, a number or a Guid, as it is" : null,
        _ => null,
    };

    /// <summary>A member that already has this name in this place.</summary>
    private readonly MemberModel? Twin(MemberRole role, string name)
    {
        foreach (var member in _members)
        {
            if (member.Role == role && member.WireName == name)
                return member;
        }
        return null;
    }

    private readonly void Report(string rule, IPropertySymbol property, params object?[] arguments)
        => _findings?.Add(rule, Locations.OfMember(property, _type, _annotation), arguments);
}
