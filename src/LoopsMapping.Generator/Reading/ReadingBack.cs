using LoopsMapping.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoopsMapping.Generator.Reading;

/// <summary>
/// How a contact class is made of what Loops has: by the constructor that System.Text.Json would choose, from the members that are sent as they
/// are. A class that cannot be made so is still sent.
/// </summary>
internal static class ReadingBack
{
    /// <param name="type">The annotated class.</param>
    /// <param name="properties">Its members that are sent.</param>
    /// <param name="members">Their models, in the same order.</param>
    /// <param name="mayBeMarked">Whether each may have attributes on an accessor.</param>
    /// <param name="home">The assembly that generated code is part of.</param>
    public static ReadModel? Read(INamedTypeSymbol type, List<IPropertySymbol> properties, List<MemberModel> members, List<bool> mayBeMarked, IAssemblySymbol home)
    {
        if (type.IsAbstract || Constructor(type) is not { } constructor)
            return null;

        var isTaken = new bool[properties.Count];
        var parameters = new List<ReadMemberModel>(constructor.Parameters.Length);
        foreach (var parameter in constructor.Parameters)
        {
            if (parameter.RefKind != RefKind.None)
                return null;
            var place = Find(properties, parameter);
            if (place >= 0 && CanRead(members[place]))
            {
                isTaken[place] = true;
                var isOptional = IsOptional(properties[place]);
                parameters.Add(new(place) { TypeName = TypeName(properties[place], members[place]), Default = Default(parameter), IsOptional = isOptional, IsRequired = !parameter.HasExplicitDefaultValue && !isOptional });
            }
            else if (parameter.HasExplicitDefaultValue || parameter.NullableAnnotation == NullableAnnotation.Annotated)
            {
                parameters.Add(new(ReadMemberModel.Nothing) { Default = Default(parameter) ?? "default" });
            }
            else
            {
                return null;
            }
        }

        var others = new List<ReadMemberModel>(properties.Count);
        for (var i = 0; i < isTaken.Length; i++)
        {
            var property = properties[i];
            if (isTaken[i] || !CanRead(members[i]) || property.SetMethod is not { } setter || !Reachability.IsReachable(setter, home) || (mayBeMarked[i] && IsMarked(setter)))
                continue;
            var isSetAfterwards = !setter.IsInitOnly && !property.IsRequired;
            var isOptional = !isSetAfterwards && IsOptional(property);
            others.Add(new(i) { TypeName = TypeName(property, members[i]), IsSetAfterwards = isSetAfterwards, IsOptional = isOptional, IsRequired = property.IsRequired && !isOptional });
            isTaken[i] = true;
        }
        // Generated code would not compile without them.
        return (!constructor.IsImplicitlyDeclared && SetsRequiredMembers(constructor)) || !HasOtherRequiredMember(type, name => IsTaken(properties, isTaken, name))
            ? new(type.IsValueType, new(parameters), new(others))
            : null;
    }

    private static bool IsTaken(List<IPropertySymbol> properties, bool[] isTaken, string name)
    {
        var place = properties.FindIndex(property => property.Name == name);
        return place >= 0 && isTaken[place];
    }

    private static IMethodSymbol? Constructor(INamedTypeSymbol type)
    {
        IMethodSymbol? bare = null;
        IMethodSymbol? only = null;
        var count = 0;
        foreach (var constructor in type.InstanceConstructors)
        {
            if (constructor.DeclaredAccessibility != Accessibility.Public || (!constructor.IsImplicitlyDeclared && IsMarked(constructor)))
                continue;
            if (!constructor.IsImplicitlyDeclared && constructor.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "JsonConstructorAttribute" }))
                return constructor;
            if (constructor.Parameters.Length > 0)
                (only, count) = (constructor, count + 1);
            // A struct has one without parameters even where nobody wrote it; a positional record struct is meant to be made by its own.
            else if (!(type.IsValueType && constructor.IsImplicitlyDeclared && type.InstanceConstructors.Length > 1))
                bare = constructor;
        }
        if (bare is not null)
            return bare;
        return count == 1 ? only : null;
    }

    private static int Find(List<IPropertySymbol> properties, IParameterSymbol parameter)
        => properties.FindIndex(property => string.Equals(property.Name, parameter.Name, StringComparison.OrdinalIgnoreCase) && SymbolEqualityComparer.Default.Equals(property.Type, parameter.Type));

    /// <summary>Not what a method or a format has made of the value: Loops cannot tell what it was.</summary>
    private static bool CanRead(MemberModel member)
        => member is { Converter: null, Format: null, Role: MemberRole.Email or MemberRole.UserId or MemberRole.ContactProperty or MemberRole.MailingList };

    /// <summary>The type, as far as reading it makes a difference.</summary>
    private static string? TypeName(IPropertySymbol property, MemberModel member) => member.Value.Kind switch
    {
        ValueKind.Number => KeywordType.Of(property)?.Keyword ?? CodeNames.Full(Underlying(property.Type)),
        ValueKind.Date => Underlying(property.Type).Name,
        _ => null,
    };

    /// <summary>Asked only where it makes a difference, because it binds the type.</summary>
    private static bool IsOptional(IPropertySymbol property)
    {
        if (KeywordType.Of(property) is { } keyword && (keyword.IsNullable || keyword.Type != SpecialType.System_String))
            return keyword.IsNullable;
        return property.Type.IsReferenceType ? property.NullableAnnotation != NullableAnnotation.NotAnnotated : !ReferenceEquals(Underlying(property.Type), property.Type);
    }

    private static ITypeSymbol Underlying(ITypeSymbol type)
        => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] } ? underlying : type;

    private static string? Default(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue)
            return null;
        return parameter.ExplicitDefaultValue switch
        {
            null => "default",
            _ when parameter.Type.TypeKind == TypeKind.Enum || parameter.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }
                => $"({CodeNames.Full(parameter.Type)}){SymbolDisplay.FormatPrimitive(parameter.ExplicitDefaultValue, quoteStrings: true, useHexadecimalNumbers: false)}",
            double.NaN or float.NaN or double.PositiveInfinity or double.NegativeInfinity or float.PositiveInfinity or float.NegativeInfinity => "default",
            float number => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture) + "f",
            double number => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture) + "d",
            decimal number => number.ToString(System.Globalization.CultureInfo.InvariantCulture) + "m",
            var value => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false),
        };
    }

    /// <summary>Obsolete and experimental code is not called unasked.</summary>
    private static bool IsMarked(IMethodSymbol method)
        => method.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "ObsoleteAttribute" or "ExperimentalAttribute" });

    private static bool SetsRequiredMembers(IMethodSymbol constructor)
        => constructor.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "SetsRequiredMembersAttribute" });

    private static bool HasOtherRequiredMember(INamedTypeSymbol type, Func<string, bool> isTaken)
    {
        for (INamedTypeSymbol? declaring = type; declaring is { SpecialType: SpecialType.None }; declaring = declaring.BaseType)
        {
            if (declaring.DeclaringSyntaxReferences.IsEmpty ? AnyInMetadata(declaring, isTaken) : declaring.DeclaringSyntaxReferences.Any(part => AnyInSource(part, isTaken)))
                return true;
        }
        return false;
    }

    private static bool AnyInMetadata(INamedTypeSymbol type, Func<string, bool> isTaken)
        => type.GetMembers().Any(member => member is IFieldSymbol { IsRequired: true } || member is IPropertySymbol { IsRequired: true } && !isTaken(member.Name));

    /// <summary>By the syntax, since to get all members of a class is most of what reading it costs.</summary>
    private static bool AnyInSource(SyntaxReference part, Func<string, bool> isTaken)
    {
        if (part.GetSyntax() is not TypeDeclarationSyntax declaration)
            return false;
        foreach (var member in declaration.Members)
        {
            if (member.Modifiers.Any(SyntaxKind.RequiredKeyword) && (member is not PropertyDeclarationSyntax property || !isTaken(property.Identifier.ValueText)))
                return true;
        }
        return false;
    }
}
