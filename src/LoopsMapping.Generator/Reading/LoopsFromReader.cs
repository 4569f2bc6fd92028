using System.Collections.Immutable;
using LoopsMapping.Generator.Model;
using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Reading;

/// <summary>The paths of a <c>[LoopsFrom]</c>.</summary>
internal static class LoopsFromReader
{
    /// <summary>Those that can be read.</summary>
    public static List<PathModel> Paths(AttributeData annotation)
    {
        var paths = new List<PathModel>();
        foreach (var argument in Arguments(annotation))
        {
            if (argument.Value is string text && SegmentPath.Parse(text).Path is { } path)
                paths.Add(path);
        }
        return paths;
    }

    /// <summary>Says which cannot.</summary>
    /// <param name="annotation">The annotation.</param>
    /// <param name="property">The member that has it.</param>
    /// <param name="type">The class that is read.</param>
    /// <param name="mapping">Its annotation.</param>
    /// <param name="context">Takes the mistakes.</param>
    public static void Check(AttributeData annotation, IPropertySymbol property, INamedTypeSymbol type, AttributeData mapping, in ReadingContext context)
    {
        var arguments = Arguments(annotation);
        var isOwn = SymbolEqualityComparer.Default.Equals(property.ContainingAssembly, type.ContainingAssembly);
        if (arguments.Length == 0 && !Annotations.IsUnreadable(annotation))
            Report(context, Locations.InArgument(annotation, 0, 0, 0), "it names none: write [LoopsFrom(\"$.traits.…\")]");
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i].Kind == TypedConstantKind.Error)
                continue;
            if (arguments[i].Value is not string text)
                Report(context, Locations.InArgument(annotation, i, 0, 0), "it is null");
            else if (SegmentPath.Parse(text) is { Path: null } wrong)
                Report(context, Locations.InArgument(annotation, i, wrong.Start, wrong.End), $"in \"{text}\" {wrong.Objection}");
        }

        void Report(in ReadingContext context, Location? place, string objection)
            => context.Report(RuleIds.InvalidPath, () => (isOwn ? place : null) ?? Locations.OfMember(property, type, mapping), property.Name, objection);
    }

    private static ImmutableArray<TypedConstant> Arguments(AttributeData annotation)
        => annotation.ConstructorArguments is [{ Kind: TypedConstantKind.Array, IsNull: false, Values: { IsDefault: false } values }, ..] ? values : ImmutableArray<TypedConstant>.Empty;
}
