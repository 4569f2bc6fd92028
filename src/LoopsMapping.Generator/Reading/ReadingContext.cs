using LoopsMapping.Generator.Model;
using LoopsMapping.Generator.Schema;
using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Reading;

/// <summary>For whom a class is read, and where its mistakes go.</summary>
/// <param name="Home">The assembly that generated code is part of: what it can name.</param>
/// <param name="Findings">Takes the mistakes; the generator hands in none, so that it pays for no location.</param>
/// <param name="Place">
/// Where every mistake is shown, for a class of another project; <see langword="null"/> to show each where it is.
/// </param>
/// <param name="CancellationToken">Ends the reading.</param>
internal readonly record struct ReadingContext(IAssemblySymbol Home, Findings? Findings, Location? Place, CancellationToken CancellationToken)
{
    /// <summary>Whether messages of Segment SDKs are taken: what they become is not read for nothing.</summary>
    public bool ReadsSegment { get; init; }

    /// <summary>
    /// The schema files that a mapping is compared with; <see langword="null"/> to compare it with none. The generator has none: what it writes
    /// does not depend on them.
    /// </summary>
    public Func<MappingModel, IEnumerable<AccountFile>>? Accounts { get; init; }

    /// <summary>A reading of which only the model matters.</summary>
    public static ReadingContext Silent(ISymbol symbol, CancellationToken cancellationToken) => new(symbol.ContainingAssembly, null, null, cancellationToken);

    public void Report(string rule, Func<Location> locate, params object?[] arguments)
    {
        if (Place is { } place)
            Report(new(rule, place, arguments, SharesPlace: true));
        else
            Findings?.Add(rule, locate(), arguments);
    }

    public void Report(Finding finding) => Findings?.Add(finding);
}
