using LoopsMapping.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LoopsMapping.Generator.Reading;

/// <summary>What the compiler would say about generated code for the user's own marks: obsolete and experimental symbols are still sent.</summary>
internal sealed class UsageWarnings(IAssemblySymbol own)
{
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default) { own };
    private SortedSet<string>? _ids;

    /// <summary>Whether a symbol is obsolete as an error, which no pragma silences.</summary>
    public bool AnyForbidden { get; private set; }

    public EquatableArray<string> Ids => _ids is null ? EquatableArray<string>.Empty : new(_ids);

    /// <summary>A type that generated code names, with the types around it and, for an enum, its fields.</summary>
    public void AddType(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] })
            type = underlying;
        if (type.SpecialType != SpecialType.None)
            return;
        for (var current = type; current is not null; current = current.ContainingType)
            Add(current);
        if (type.TypeKind != TypeKind.Enum)
            return;
        foreach (var field in type.GetMembers())
            Add(field);
    }

    public void AddProperty(IPropertySymbol property, bool mayHaveMarks)
    {
        AddHome(property);
        if (!mayHaveMarks)
            return;
        AddMarks(property);
        if (property.GetMethod is { } getter)
            AddMarks(getter);
    }

    public void AddMethod(IMethodSymbol method)
    {
        Add(method);
        AddType(method.ContainingType);
    }

    private void Add(ISymbol symbol)
    {
        AddHome(symbol);
        AddMarks(symbol);
    }

    private void AddHome(ISymbol symbol)
    {
        if (symbol.ContainingAssembly is { } assembly && _seen.Add(assembly))
        {
            AddMarks(assembly);
            AddMarks(symbol.ContainingModule);
        }
    }

    private void AddMarks(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is not { Name: "ObsoleteAttribute" or "ExperimentalAttribute" } type)
                continue;
            if (type.Name == "ExperimentalAttribute")
                AddId(Annotations.Text(attribute));
            else if (attribute.ConstructorArguments is [_, { Kind: TypedConstantKind.Primitive, Value: true }])
                AnyForbidden = true;
            else
                AddId(Annotations.NamedText(attribute, "DiagnosticId"));
        }
    }

    private void AddId(string? id)
    {
        if (id is null)
            return;
        // A pragma names identifiers only; code that is obsolete itself hears nothing of the others.
        if (SyntaxFacts.IsValidIdentifier(id))
            (_ids ??= new(StringComparer.Ordinal)).Add(id);
        else
            AnyForbidden = true;
    }
}
