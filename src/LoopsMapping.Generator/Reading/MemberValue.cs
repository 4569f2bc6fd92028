using LoopsMapping.Generator.Model;
using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Reading;

/// <summary>What is sent of a member: its own value, what a method makes of it, or its text in a format.</summary>
internal readonly struct MemberValue
{
    private MemberValue(ValueModel? value, string? converter, string? objection)
    {
        Value = value;
        Converter = converter;
        Objection = objection;
    }

    /// <summary>How it is written; <see langword="null"/> when Loops has nothing to store it in.</summary>
    public ValueModel? Value { get; }

    /// <summary>The call of the converting method in code, up to its argument.</summary>
    public string? Converter { get; }

    /// <summary>Why <c>Format</c> or <c>Convert</c> cannot work.</summary>
    public string? Objection { get; }

    /// <summary>Whether the type says that there is always a value.</summary>
    public bool IsRequired { get; private init; }

    /// <summary>Reads the value of a member that may be another's than the type's that its annotations stand on.</summary>
    /// <param name="property">The member that has the value.</param>
    /// <param name="type">The class with the annotations, and with the method that <c>Convert</c> names.</param>
    /// <param name="annotations">What they say.</param>
    /// <param name="home">The assembly that generated code is part of.</param>
    /// <param name="warnings">Takes what the compiler would say of the value's use.</param>
    public static MemberValue Read(IPropertySymbol property, INamedTypeSymbol type, in MemberAnnotations annotations, IAssemblySymbol home, UsageWarnings warnings)
    {
        if (annotations is { Convert: null, Format: null } && KeywordType.Of(property) is { } keyword)
        {
            warnings.AddProperty(property, annotations.MayHaveAttributes(property));
            return new(ValueReader.Read(keyword), null, null) { IsRequired = !keyword.IsNullable };
        }
        var sent = property.Type;
        string? converter = null;
        if (annotations.Convert is { } name)
        {
            if (ConverterReader.Find(type, name, property.Type, home) is not { } method)
                return new(null, null, $"'{name}' is no public or internal static method of {type.Name} that takes its value and returns what is sent");
            // Called through the annotated type, which generated code can name. With the cast, C# chooses the overload that was read; where there
            // is no choice, the parameter's type need not be named.
            var parameter = method.Parameters[0].Type;
            var cast = SymbolEqualityComparer.Default.Equals(parameter, property.Type) || method.ContainingType.GetMembers(method.Name).Length == 1 ? "" : $"({CodeNames.Full(parameter)})";
            converter = $"{CodeNames.Full(type)}.{Identifiers.Escape(method.Name)}({cast}";
            sent = method.ReturnType;
            warnings.AddMethod(method);
        }
        warnings.AddProperty(property, annotations.MayHaveAttributes(property));
        warnings.AddType(sent);
        var value = annotations.Format is null ? ValueReader.Read(sent) : ValueReader.ReadFormatted(sent);
        return value is null && annotations.Format is not null
            ? new(null, null, "a Format needs a type that is IFormattable")
            : new(value, converter, null) { IsRequired = value is { CanBeNull: false } || (converter is null && property.NullableAnnotation == NullableAnnotation.NotAnnotated) };
    }
}
