using LoopsMapping.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoopsMapping.Generator.Reading;

/// <summary>The names of the annotations, and how to recognize them without looking up symbols.</summary>
internal static class Annotations
{
    public const string Contact = "LoopsMapping.LoopsContactAttribute";
    public const string Event = "LoopsMapping.LoopsEventAttribute";
    public const string Transactional = "LoopsMapping.LoopsTransactionalAttribute";
    public const string Destination = "LoopsMapping.LoopsDestinationAttribute";

    /// <summary>The short name (<c>LoopsEmail</c>) of an annotation of ours; <see langword="null"/> for any other attribute.</summary>
    public static string? NameOf(AttributeData attribute)
        => attribute.AttributeClass is { ContainingNamespace: { Name: "LoopsMapping", ContainingNamespace.IsGlobalNamespace: true } } type
            && type.Name.StartsWith("Loops", StringComparison.Ordinal) && type.Name.EndsWith("Attribute", StringComparison.Ordinal)
            ? type.Name.Substring(0, type.Name.Length - "Attribute".Length)
            : null;

    /// <summary>What a class with this annotation becomes; <see langword="null"/> for any other attribute.</summary>
    public static MappingKind? KindOf(AttributeData attribute) => NameOf(attribute) switch
    {
        "LoopsContact" => MappingKind.Contact,
        "LoopsEvent" => MappingKind.Event,
        "LoopsTransactional" => MappingKind.Transactional,
        _ => null,
    };

    /// <summary>The annotation of the given short name, if the type has it.</summary>
    public static AttributeData? Find(INamedTypeSymbol type, string name)
    {
        foreach (var attribute in type.GetAttributes())
        {
            if (NameOf(attribute) == name)
                return attribute;
        }
        return null;
    }

    /// <summary>The first constructor argument as text; <see langword="null"/> when it is left out, blank or not text.</summary>
    public static string? Text(AttributeData attribute)
        => attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive, Value: string text }, ..] && !string.IsNullOrWhiteSpace(text)
            ? text
            : null;

    /// <summary>A named argument as text; <see langword="null"/> when it is left out or blank.</summary>
    public static string? NamedText(AttributeData attribute, string name)
        => Named(attribute, name) is { Kind: TypedConstantKind.Primitive, Value: string text } && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>A named enum argument as its number; 0 when it is left out.</summary>
    public static int NamedChoice(AttributeData attribute, string name) => Named(attribute, name) is { Kind: TypedConstantKind.Enum, Value: int choice } ? choice : 0;

    /// <summary>A named number; <see langword="null"/> when it is left out.</summary>
    public static int? NamedNumber(AttributeData attribute, string name) => Named(attribute, name) is { Kind: TypedConstantKind.Primitive, Value: int number } ? number : null;

    /// <summary>Whether a named flag is set.</summary>
    public static bool NamedFlag(AttributeData attribute, string name) => Named(attribute, name) is { Kind: TypedConstantKind.Primitive, Value: true };

    /// <summary>A named argument, for what is neither text, number nor flag.</summary>
    public static TypedConstant? Named(AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
                return argument.Value;
        }
        return null;
    }

    /// <summary>
    /// Whether an argument is written and has no value here: it does not compile, or it is a constant that another generator makes, which a
    /// generator never sees.
    /// </summary>
    public static bool IsUnreadable(AttributeData attribute)
        => attribute.NamedArguments.Any(static argument => argument.Value.Kind == TypedConstantKind.Error) || IsFirstUnreadable(attribute);

    private static bool IsFirstUnreadable(AttributeData attribute)
        => attribute.ConstructorArguments is [] or [{ Kind: TypedConstantKind.Error }, ..]
            && attribute.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { ArgumentList.Arguments: [{ NameEquals: null }, ..] };
}
