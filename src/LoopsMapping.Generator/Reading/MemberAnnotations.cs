using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Reading;

/// <summary>What the attributes of one member say.</summary>
internal struct MemberAnnotations
{
    private int _count;
    private bool _isComplete;
    private ISymbol? _withoutAttributes;
    private bool _isLeftOut;
    private string? _propertyName;
    private string? _contactPropertyName;
    private AttributeData? _property;
    private AttributeData? _contactProperty;

    /// <summary>Whether the member has any annotation of ours.</summary>
    public readonly bool Any => _count > 0;

    /// <summary>Whether a property may have attributes, on itself or an accessor, of which some may not be ours; asked once.</summary>
    public readonly bool MayHaveAttributes(IPropertySymbol property) => !ReferenceEquals(property, _withoutAttributes);

    public bool IsEmail { get; private set; }

    public bool IsUserId { get; private set; }

    /// <summary>Whether the member is left out, by <c>[LoopsIgnore]</c> or by System.Text.Json's attribute.</summary>
    public bool IsIgnored { get; private set; }

    public bool IsContactProperty { get; private set; }

    public bool IsMailingList { get; private set; }

    public bool IsIdempotencyKey { get; private set; }

    /// <summary>Whether the member is a key and has no other place in the request.</summary>
    public readonly bool IsOnlyIdempotencyKey => IsIdempotencyKey && !IsProperty && !IsContactProperty && !IsEmail && !IsUserId;

    /// <summary>Two annotations that cannot both hold.</summary>
    public AnnotationConflict? Conflict { get; private set; }

    public bool IsCustomAttributes { get; private set; }

    /// <summary>Whether <c>[LoopsProperty]</c> says that the member is a property, whatever else it is.</summary>
    public bool IsProperty { get; private set; }

    /// <summary>The name that <c>[LoopsProperty]</c> or <c>[LoopsContactProperty]</c> gives.</summary>
    public readonly string? Name => _contactPropertyName ?? _propertyName;

    /// <summary>The annotation that gives the name.</summary>
    public readonly AttributeData? NameSource => _contactPropertyName is not null ? _contactProperty : _propertyName is not null ? _property : null;

    public string? MailingListId { get; private set; }

    /// <summary>The annotation that gives the mailing list.</summary>
    public AttributeData? MailingListSource { get; private set; }

    public string? Format { get; private set; }

    /// <summary>The name of the method that converts the value.</summary>
    public string? Convert { get; private set; }

    public NullEffect Nulls { get; private set; }

    /// <summary><c>[LoopsFrom]</c>, whose paths are read when somebody asks for them.</summary>
    public AttributeData? From { get; private set; }

    /// <summary>The annotation whose name or id cannot be read here; see <see cref="Annotations.IsUnreadable"/>.</summary>
    public string? Unreadable { get; private set; }

    /// <summary>
    /// Reads a property's annotations: its own, those of the record parameter it stands for, else those of the property it overrides.
    /// </summary>
    /// <param name="property">The most derived declaration of the property.</param>
    /// <param name="type">The annotated type, whose record parameters may redeclare an inherited property.</param>
    public static MemberAnnotations Read(IPropertySymbol property, INamedTypeSymbol type)
    {
        MemberAnnotations annotations = default;
        annotations.AddParameters(property, type);
        // Those of the parameter and of its property are one set; a parameter further down stands for the inherited property alone.
        for (IPropertySymbol? declared = property; declared is not null && !annotations._isComplete; declared = declared.OverriddenProperty)
        {
            annotations.AddAttributes(declared);
            annotations._isComplete = annotations.Any;
        }
        if (annotations._count > 1)
            annotations.Conflict = annotations.FindConflict();
        return annotations;
    }

    private void AddParameters(IPropertySymbol property, INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? declaring = type; declaring is not null && !Any; declaring = declaring.BaseType)
        {
            // Not asked: whether it is a record. A record struct of another assembly does not say so.
            foreach (var constructor in declaring.InstanceConstructors)
            {
                foreach (var parameter in constructor.Parameters)
                {
                    if (parameter.Name == property.Name)
                        AddAttributes(parameter);
                }
            }
            if (SymbolEqualityComparer.Default.Equals(declaring, property.ContainingType))
                return;
            _isComplete = Any;
        }
    }

    private void AddAttributes(ISymbol symbol)
    {
        var mayHave = SourceAttributes.MayHave(symbol);
        if (symbol is IPropertySymbol)
            _withoutAttributes = mayHave ? null : symbol;
        if (!mayHave)
            return;
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "JsonIgnoreAttribute" } ignore && IsAlwaysIgnored(attribute, ignore))
                IsIgnored = true;
            else if (Annotations.NameOf(attribute) is { } name)
                Add(name, attribute);
        }
    }

    private void Add(string name, AttributeData attribute)
    {
        _count++;
        if (name is "LoopsProperty" or "LoopsContactProperty" or "LoopsMailingList" && Annotations.IsUnreadable(attribute))
            Unreadable = name;
        switch (name)
        {
            case "LoopsEmail":
                IsEmail = true;
                break;
            case "LoopsUserId":
                IsUserId = true;
                break;
            case "LoopsIgnore":
                _isLeftOut = true;
                IsIgnored = true;
                break;
            case "LoopsIdempotencyKey":
                IsIdempotencyKey = true;
                break;
            case "LoopsCustomAttributes":
                IsCustomAttributes = true;
                break;
            case "LoopsProperty":
                IsProperty = true;
                _property = attribute;
                _propertyName = Annotations.Text(attribute);
                Format = Annotations.NamedText(attribute, "Format");
                Convert = Annotations.NamedText(attribute, "Convert");
                Nulls = (NullEffect)Annotations.NamedChoice(attribute, "Nulls");
                break;
            case "LoopsContactProperty":
                IsContactProperty = true;
                _contactProperty = attribute;
                _contactPropertyName = Annotations.Text(attribute);
                break;
            case "LoopsFrom":
                From = attribute;
                break;
            case "LoopsMailingList":
                IsMailingList = true;
                MailingListSource = attribute;
                MailingListId = Annotations.Text(attribute);
                break;
        }
    }

    private readonly AnnotationConflict? FindConflict()
    {
        if (_isLeftOut)
            return new("LoopsIgnore", "", "another annotation");
        string? place = null;
        foreach (var (isSet, name) in new[] { (IsEmail, "LoopsEmail"), (IsUserId, "LoopsUserId"), (IsMailingList, "LoopsMailingList"), (IsCustomAttributes, "LoopsCustomAttributes") })
        {
            if (!isSet)
                continue;
            if (place is not null)
                return new(place, name, $"[{name}]");
            place = name;
        }
        var property = $"[LoopsProperty(\"{_propertyName}\")]";
        if (place is not null && _propertyName is not null)
            return new(place, "LoopsProperty", property);
        if (place is not null && IsContactProperty)
            return new(place, "LoopsContactProperty", "[LoopsContactProperty]");
        return _contactPropertyName is not null && _propertyName is not null && _contactPropertyName != _propertyName
            ? new("LoopsContactProperty", "LoopsProperty", property)
            : null;
    }

    /// <summary>System.Text.Json's own attribute, unless it names a condition other than Always.</summary>
    private static bool IsAlwaysIgnored(AttributeData attribute, INamedTypeSymbol type)
    {
        if (type.ContainingNamespace.ToDisplayString() != "System.Text.Json.Serialization")
            return false;
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == "Condition")
                return argument.Value is { Kind: TypedConstantKind.Enum, Value: 1 };
        }
        return true;
    }
}
