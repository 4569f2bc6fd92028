using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Reading;

/// <summary>
/// Which members are looked at: public readable instance properties, inherited ones first, in declaration order; an overridden or
/// hidden one once, in the place of the first declaration and with the most derived value.
/// </summary>
internal static class MemberCollector
{
    public static List<IPropertySymbol> Collect(INamedTypeSymbol type) => DeclaredProperties.Find(type) is { } declared
        ? declared.FindAll(static property => IsVisible(property) && IsSendable(property))
        : CollectInherited(type);

    private static List<IPropertySymbol> CollectInherited(INamedTypeSymbol type)
    {
        var hierarchy = new List<INamedTypeSymbol>();
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
            hierarchy.Add(current);

        var members = new List<ISymbol>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = hierarchy.Count - 1; i >= 0; i--)
        {
            foreach (var member in hierarchy[i].GetMembers())
            {
                // What cannot be seen from outside hides nothing; a visible field or method of the same name does.
                if (member.IsImplicitlyDeclared && member is not IPropertySymbol || !IsVisible(member) || member is IMethodSymbol { MethodKind: not MethodKind.Ordinary })
                    continue;
                if (places.TryGetValue(member.Name, out var place))
                {
                    members[place] = member;
                }
                else
                {
                    places.Add(member.Name, members.Count);
                    members.Add(member);
                }
            }
        }

        var properties = new List<IPropertySymbol>(members.Count);
        foreach (var member in members)
        {
            if (member is IPropertySymbol property && IsSendable(property))
                properties.Add(property);
        }
        return properties;
    }

    private static bool IsVisible(ISymbol member)
        => member.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    private static bool IsSendable(IPropertySymbol property) => property is { IsStatic: false, IsIndexer: false } && IsReadable(property);

    private static bool IsReadable(IPropertySymbol property)
    {
        for (IPropertySymbol? declared = property; declared is not null; declared = declared.OverriddenProperty)
        {
            if (declared.GetMethod is { } getter)
                return getter.DeclaredAccessibility == Accessibility.Public;
        }
        return false;
    }
}
