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
    private readonly ReadingContext _context;
    private readonly List<MemberModel> _members = [];
    private readonly List<IPropertySymbol> _properties = [];
    private readonly List<bool> _mayBeMarked = [];
    private readonly UsageWarnings _warnings;
    private readonly NullEffect _nulls;
    private readonly bool _onlyAnnotated;
    private Dictionary<string, IPropertySymbol>? _foreign;
    private bool _identifierHasMistake;
    private SegmentReader? _segment;
    private string? _unreadable;
    private List<string>? _mistaken;

    private MappingReader(INamedTypeSymbol type, AttributeData annotation, MappingKind kind, in ReadingContext context)
    {
        _type = type;
        _annotation = annotation;
        _kind = kind;
        _context = context;
        _warnings = new(context.Home);
        _nulls = (NullEffect)Annotations.NamedChoice(annotation, "Nulls");
        _onlyAnnotated = Annotations.NamedChoice(annotation, "Members") == OnlyAnnotated;
        _unreadable = Annotations.IsUnreadable(annotation) ? $"[{Annotations.NameOf(annotation)}]" : null;
    }

    /// <summary>Reads a class as the contact, the event or the email that one annotation of it says.</summary>
    public static MappingModel? Read(INamedTypeSymbol type, AttributeData annotation, MappingKind kind, in ReadingContext context)
        => new MappingReader(type, annotation, kind, context).Read();

    /// <summary>Reads a class as everything that its annotations say.</summary>
    public static IEnumerable<MappingModel> ReadAll(INamedTypeSymbol type, ReadingContext context)
    {
        foreach (var attribute in type.GetAttributes())
        {
            if (Annotations.KindOf(attribute) is { } kind && Read(type, attribute, kind, context) is { } mapping)
                yield return mapping;
        }
    }

    private MappingModel? Read()
    {
        // What a base class that cannot be found would bring along, nobody can say is missing.
        _identifierHasMistake = Reachability.HasUnknownBase(_type);
        if (Values() is not { } values)
            return null;
        var properties = MemberCollector.Collect(_type);
        if (properties.Count == 0 && !_identifierHasMistake)
        {
            ReportUnusable("has no public readable property to send");
            return null;
        }

        if (_context.ReadsSegment && _kind != MappingKind.Transactional)
            _segment = new(_kind);
        _warnings.AddType(values);
        var isForbidden = _warnings.AnyForbidden;
        foreach (var property in properties)
        {
            _context.CancellationToken.ThrowIfCancellationRequested();
            ReadMember(property);
        }

        var isContact = _kind == MappingKind.Contact;
        var name = CodeNames.Full(values);
        var trigger = TriggerReader.Text(_annotation);
        var condition = trigger is not null && (_segment is not null || _context.Findings is not null) ? TriggerReader.Read(trigger, _type, _annotation, _context) : null;
        var source = isContact ? Constant("Source", "source") : null;
        var userGroup = isContact ? Constant("UserGroup", "userGroup") : null;
        var model = new MappingModel
        {
            Kind = _kind,
            TypeName = name,
            DisplayName = CodeNames.WithContainingTypes(values),
            AnnotatedName = _foreign is null ? name : CodeNames.Full(_type),
            MapName = CodeNames.Identifier(_type),
            Namespace = CodeNames.Namespace(_type),
            BaseTypes = CodeNames.BaseTypes(values),
            IsPublic = Reachability.IsPublic(values),
            EventName = _kind == MappingKind.Event ? MappingNames.OfEvent(_type, _annotation, _unreadable is not null, _context) : null,
            TransactionalId = _kind == MappingKind.Transactional ? MappingNames.OfEmail(_type, _annotation, _unreadable is not null, _context) : null,
            AddToAudience = Annotations.NamedFlag(_annotation, "AddToAudience"),
            ExpiresAfterMinutes = Math.Max(0, Annotations.NamedNumber(_annotation, "ExpiresAfterMinutes") ?? 0),
            Trigger = trigger,
            Only = Annotations.NamedFlag(_annotation, "Only"),
            Source = source,
            UserGroup = userGroup,
            Segment = _segment?.ToModel(_annotation, trigger, condition, source is null ? null : "source", userGroup is null ? null : "userGroup"),
            IdentifierHasMistake = _identifierHasMistake,
            Unreadable = _unreadable,
            // What a warning would say of setting a member, nobody has asked for.
            Reading = isContact && _foreign is null && _warnings.Ids.Count == 0 && !_warnings.AnyForbidden ? ReadingBack.Read(_type, _properties, _members, _mayBeMarked, _context.Home) : null,
            UsageWarnings = _warnings.Ids,
            UsesForbidden = _warnings.AnyForbidden,
            IsForbidden = isForbidden,
            Members = new(_members),
        };
        CheckIdentifier(model);
        if (_context.Findings is not null && _context.Accounts is { } accounts)
            new DriftReader(_type, _annotation, model, _properties, _mistaken, _context).Compare(accounts(model));
        return model;
    }

    /// <summary>The type of the values: the annotated class itself, or the one that it stands for.</summary>
    private INamedTypeSymbol? Values()
    {
        if (Reachability.Obstacle(_type, _context.Home) is { } obstacle)
        {
            ReportUnusable(obstacle);
            return null;
        }
        switch (Annotations.Named(_annotation, "For"))
        {
            case { Kind: TypedConstantKind.Type, Value: ITypeSymbol { TypeKind: TypeKind.Error } } or { Kind: TypedConstantKind.Error }:
                // The compiler says so.
                return null;
            case { Kind: TypedConstantKind.Type, Value: INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface } type }:
                if (Reachability.Obstacle(type, _context.Home) is { } foreign)
                {
                    ReportUnusable($"stands for '{type.Name}', which {foreign}");
                    return null;
                }
                _foreign = MemberCollector.Collect(type).ToDictionary(static property => property.Name, StringComparer.Ordinal);
                return type;
            case { Kind: TypedConstantKind.Type, Value: ITypeSymbol other }:
                ReportUnusable($"stands for '{other.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}', which is no class, record or struct");
                return null;
            default:
                return _type;
        }
    }

    /// <summary>A constant of the annotation, unless a member is sent under its name.</summary>
    private readonly string? Constant(string argument, string name)
        => Twin(new(MemberRole.ContactProperty, name)) is null ? Annotations.NamedText(_annotation, argument) : null;

    private readonly void CheckIdentifier(MappingModel model)
    {
        if (_context.Findings is null || _identifierHasMistake || model.Has(MemberRole.Email))
            return;
        var (type, annotation) = (_type, _annotation);
        if (_kind == MappingKind.Transactional)
            _context.Report(RuleIds.InvalidTransactional, () => Locations.OfType(type, annotation), type.Name, "has no recipient: add a property Email, or mark one with [LoopsEmail]");
        else if (!model.Has(MemberRole.UserId))
            _context.Report(_kind == MappingKind.Contact ? RuleIds.ContactWithoutIdentifier : RuleIds.EventWithoutIdentifier, () => Locations.OfType(type, annotation), type.Name);
        else if (_kind == MappingKind.Contact)
            _context.Report(RuleIds.ContactWithoutEmail, () => Locations.OfType(type, annotation), type.Name);
    }

    private void ReadMember(IPropertySymbol property)
    {
        var annotations = MemberAnnotations.Read(property, _type);
        var place = MemberPlace.Of(property, annotations, _kind);
        var isIdentifier = place.Role is MemberRole.Email or MemberRole.UserId;
        if (annotations.Conflict is { } conflict)
        {
            _identifierHasMistake |= isIdentifier;
            AddMistaken(place);
            Report(RuleIds.ConflictingAnnotations, property, property.Name, conflict.One, conflict.Other);
            return;
        }
        if (annotations.From is { } from && _context.Findings is not null)
            LoopsFromReader.Check(from, property, _type, _annotation, _context);
        if (annotations.IsIgnored)
        {
            _segment?.Drop(property, annotations, place);
            return;
        }
        if (annotations.Unreadable is { } unreadable)
        {
            _unreadable ??= $"[{unreadable}] on {property.Name}";
            _identifierHasMistake = true;
            return;
        }

        if (annotations.IsIdempotencyKey && _kind != MappingKind.Contact)
            AddMember(property, annotations, new(MemberRole.IdempotencyKey, "Idempotency-Key"));
        if (annotations.IsOnlyIdempotencyKey)
        {
            _segment?.Drop(property, annotations, place);
            return;
        }

        if (_onlyAnnotated && !annotations.Any && !place.IsWellKnown(_kind))
            return;
        // A base class of somebody else's (IdentityUser, say) has members that nobody meant to send.
        if (!IsOwn(property) && !annotations.Any && !place.IsWellKnown(_kind))
            return;
        if (KeywordType.Of(property) is null && property.Type.TypeKind == TypeKind.Error)
        {
            _identifierHasMistake |= isIdentifier;
            AddMistaken(place);
            return;
        }
        if (place.Role == MemberRole.ContactProperty && WireNames.IsReserved(place.Name, onEvent: _kind == MappingKind.Event))
        {
            _identifierHasMistake |= place.Name is "id" or "email" or "userId";
            Report(RuleIds.ReservedName, property, property.Name, place.Name);
            return;
        }
        AddMember(property, annotations, place);
    }

    private void AddMember(IPropertySymbol property, in MemberAnnotations annotations, MemberPlace place)
    {
        var sent = property;
        if (_foreign is not null && !_foreign.TryGetValue(property.Name, out sent))
        {
            Reject(property, place, MemberObjection.ToType(_kind, property.Type, "the class that this one stands for has no public readable property of this name"));
            return;
        }

        var read = MemberValue.Read(sent, _type, annotations, _context.Home, _warnings);
        var value = read.Value;
        if (value is null && read.Objection is null && place.Role == MemberRole.DataVariable)
        {
            var (type, annotation) = (_type, _annotation);
            value = ListReader.Read(sent.Type, _context, _warnings, member => Locations.OfMember(member, type, annotation));
        }
        if (value is { Kind: ValueKind.Attachments } && place.Role == MemberRole.DataVariable)
            place = new(MemberRole.Attachments, "attachments");
        var objection = read.Objection is { } reason ? MemberObjection.ToType(_kind, sent.Type, reason) : MemberObjection.Find(_kind, place, sent, value, annotations);
        if (objection is { } found)
        {
            Reject(property, place, found);
            return;
        }
        if (Twin(place) is { } twin)
        {
            if (place.Role == MemberRole.MailingList)
                Report(RuleIds.InvalidMailingList, property, property.Name, $"has the same mailing list as '{twin.Name}': leave one of them out, or correct its id");
            else
                Report(RuleIds.DuplicateName, property, twin.Name, property.Name, place.Name);
            return;
        }
        if (_context.Findings is not null && Doubts.Find(_kind, place, property, value!, annotations) is { } doubt)
            Report(doubt.Rule, property, doubt.Arguments);
        _members.Add(new(sent.Name, place.Name, place.Role, value!)
        {
            Converter = read.Converter,
            Format = annotations.Format,
            IsRequired = read.Value is null ? !value!.CanBeNull : read.IsRequired,
            // A member of somebody else's class counts as settable.
            IsComputed = _foreign is null && ComputedMember.Is(sent, _type),
            ClearsOnNull = value!.CanBeNull && CanClear(place) && (annotations.Nulls == NullEffect.Default ? _nulls : annotations.Nulls) == NullEffect.Clear,
            Summary = Summaries.Find(property, _context.CancellationToken) ?? (sent == (object)property ? null : Summaries.Find(sent, _context.CancellationToken)),
        });
        _segment?.Add(sent, _members[_members.Count - 1], annotations, place);
        _properties.Add(property);
        _mayBeMarked.Add(annotations.MayHaveAttributes(property));
    }

    private void Reject(IPropertySymbol property, MemberPlace place, MemberObjection objection)
    {
        _identifierHasMistake |= place.Role is MemberRole.Email or MemberRole.UserId;
        AddMistaken(place);
        Report(objection.Rule, property, property.Name, objection.Reason);
    }

    /// <summary>What is not sent because of a mistake, which has a message of its own, is not also missing.</summary>
    private void AddMistaken(MemberPlace place)
    {
        if (_context.Findings is not null)
            (_mistaken ??= []).Add(place.Name);
    }

    private readonly bool CanClear(MemberPlace place)
        => (place.Role == MemberRole.ContactProperty && place.Name != "subscribed") || (place.Role == MemberRole.CustomAttributes && _kind == MappingKind.Contact);

    private readonly bool IsOwn(IPropertySymbol property)
        => _foreign is not null || SymbolEqualityComparer.Default.Equals(property.ContainingAssembly, _type.ContainingAssembly);

    /// <summary>A member that already has this name in this place.</summary>
    private readonly MemberModel? Twin(MemberPlace place)
    {
        foreach (var member in _members)
        {
            if (member.Role == place.Role && member.WireName == place.Name)
                return member;
        }
        return null;
    }

    private readonly void ReportUnusable(string why)
    {
        var (type, annotation) = (_type, _annotation);
        _context.Report(RuleIds.UnreachableType, () => Locations.OfType(type, annotation), type.Name, why);
    }

    private readonly void Report(string rule, IPropertySymbol property, params object?[] arguments)
    {
        var (type, annotation) = (_type, _annotation);
        _context.Report(rule, () => Locations.OfMember(property, type, annotation), arguments);
    }
}
