using LoopsMapping.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LoopsMapping.Generator.Reading;

/// <summary>
/// How a contact class is made of what Loops has: by the constructor that System.Text.Json would choose, from the members that are sent as they
/// are. A class that cannot be made so is still sent.
/// </summary>
internal static class ReadingBack
{
    /// <param name="type">The annotated class.</param>
    /// <param name="sent">Its members that are sent, each with its model.</param>
    /// <param name="home">The assembly that generated code is part of.</param>
    public static ReadModel? Read(INamedTypeSymbol type, List<(IPropertySymbol Property, MemberModel Model)> sent, IAssemblySymbol home)
    {
        if (type.IsAbstract || Constructor(type) is not { } constructor)
            return null;

        var taken = new HashSet<string>(StringComparer.Ordinal);
        var parameters = new List<ReadMemberModel>(constructor.Parameters.Length);
        foreach (var parameter in constructor.Parameters)
        {
            if (parameter.RefKind != RefKind.None)
                return null;
            if (Find(sent, parameter) is { } member && Member(member.Property, member.Model) is { } read)
            {
                taken.Add(member.Property.Name);
                parameters.Add(read with { Default = Default(parameter), IsRequired = !parameter.HasExplicitDefaultValue && !read.IsOptional });
            }
            else if (parameter.HasExplicitDefaultValue || parameter.NullableAnnotation == NullableAnnotation.Annotated)
            {
                // Nothing of Loops goes there: a member that is ignored, computed or converted.
                parameters.Add(new(parameter.Name, "", MemberRole.ContactProperty, "", new(ValueKind.String, CanBeNull: true)) { Default = Default(parameter) ?? "default" });
            }
            else
            {
                return null;
            }
        }

        var members = new List<ReadMemberModel>();
        foreach (var (property, model) in sent)
        {
            if (taken.Contains(property.Name) || property.SetMethod is not { } setter || !Reachability.IsReachable(setter, home) || IsMarked(setter) || Member(property, model) is not { } read)
                continue;
            members.Add(read with { IsSetAfterwards = !setter.IsInitOnly && !property.IsRequired, IsRequired = property.IsRequired && !read.IsOptional });
            taken.Add(property.Name);
        }
        // Generated code would not compile without them.
        return SetsRequiredMembers(constructor) || !HasOtherRequiredMember(type, taken) ? new(type.IsValueType, new(parameters), new(members)) : null;
    }

    private static IMethodSymbol? Constructor(INamedTypeSymbol type)
    {
        IMethodSymbol? bare = null;
        IMethodSymbol? only = null;
        var count = 0;
        foreach (var constructor in type.InstanceConstructors)
        {
            if (constructor.DeclaredAccessibility != Accessibility.Public || IsMarked(constructor))
                continue;
            if (constructor.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "JsonConstructorAttribute" }))
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

    private static (IPropertySymbol Property, MemberModel Model)? Find(List<(IPropertySymbol Property, MemberModel Model)> sent, IParameterSymbol parameter)
    {
        foreach (var member in sent)
        {
            if (string.Equals(member.Property.Name, parameter.Name, StringComparison.OrdinalIgnoreCase) && SymbolEqualityComparer.Default.Equals(member.Property.Type, parameter.Type))
                return member;
        }
        return null;
    }

    /// <summary><see langword="null"/> for what Loops cannot tell: what a method or a format has made of the value.</summary>
    private static ReadMemberModel? Member(IPropertySymbol property, MemberModel model)
    {
        if (model.Converter is not null || model.Format is not null || model.Role is not (MemberRole.Email or MemberRole.UserId or MemberRole.ContactProperty or MemberRole.MailingList))
            return null;
        var type = property.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] } ? underlying : property.Type;
        var isNullable = !SymbolEqualityComparer.Default.Equals(type, property.Type) || (type.IsReferenceType && property.NullableAnnotation != NullableAnnotation.NotAnnotated);
        return new(Identifiers.Escape(property.Name), model.WireName, model.Role, type.TypeKind == TypeKind.Enum ? CodeNames.Canonical((INamedTypeSymbol)type) : CodeNames.Full(type), model.Value)
        {
            IsOptional = isNullable,
        };
    }

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

    private static bool HasOtherRequiredMember(INamedTypeSymbol type, HashSet<string> taken)
    {
        for (INamedTypeSymbol? declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            foreach (var member in declaring.GetMembers())
            {
                if (member is IFieldSymbol { IsRequired: true } || member is IPropertySymbol { IsRequired: true } && !taken.Contains(member.Name))
                    return true;
            }
        }
        return false;
    }
}
