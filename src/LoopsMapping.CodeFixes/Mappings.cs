using LoopsMapping.Generator.Model;
using LoopsMapping.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FindSymbols;

namespace LoopsMapping.CodeFixes;

/// <summary>What the reading makes of the classes around a mistake: a fix must not trade one mistake for another.</summary>
internal static class Mappings
{
    /// <summary>What is sent of a type: as a contact, as an event, as an email.</summary>
    public static IEnumerable<MappingModel> Of(INamedTypeSymbol type, CancellationToken cancellationToken) => MappingReader.ReadAll(type, ReadingContext.Silent(type, cancellationToken));

    /// <summary>The mappings that a member takes part in: those of its class and, since members are inherited, of the classes below.</summary>
    public static async Task<List<MappingModel>> WithAsync(IPropertySymbol member, Project project, CancellationToken cancellationToken)
    {
        List<MappingModel> mappings = [.. Of(member.ContainingType, cancellationToken)];
        if (member.ContainingType is { TypeKind: TypeKind.Class, IsSealed: false })
        {
            var derived = await SymbolFinder.FindDerivedClassesAsync(member.ContainingType, project.Solution, cancellationToken: cancellationToken).ConfigureAwait(false);
            foreach (var type in derived)
                mappings.AddRange(Of(type, cancellationToken));
        }
        return mappings;
    }
}
