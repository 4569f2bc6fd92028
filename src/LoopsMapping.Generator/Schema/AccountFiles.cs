using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LoopsMapping.Generator.Schema;

/// <summary>The schema files of a project, of which each destination has the nearest.</summary>
internal sealed class AccountFiles
{
    /// <summary>What the package says of a file that LoopsSchema names, whatever that is called.</summary>
    private const string IsLoopsSchema = "build_metadata.AdditionalFiles.IsLoopsSchema";

    private readonly Dictionary<string, AccountFile> _byDestination;
    private readonly AccountFile? _shared;

    private AccountFiles(AccountFile? shared, Dictionary<string, AccountFile> byDestination)
    {
        _shared = shared;
        _byDestination = byDestination;
    }

    /// <summary>Those that can be the nearest of a destination.</summary>
    public IEnumerable<AccountFile> All => _shared is null ? _byDestination.Values : _byDestination.Values.Prepend(_shared);

    /// <summary>Whether all destinations have the same.</summary>
    public bool IsOne => _byDestination.Count == 0;

    /// <summary>The files among all additional ones; <see langword="null"/> when there is none, which is the end of the matter.</summary>
    public static AccountFiles? Find(AnalyzerOptions options, CancellationToken cancellationToken)
    {
        AdditionalText? shared = null;
        Dictionary<string, AdditionalText>? own = null;
        foreach (var file in options.AdditionalFiles)
        {
            if (!SchemaFileName.Is(file.Path, out var destination) && !IsNamed(file, options))
                continue;
            if (destination is null)
                shared = Nearer(shared, file);
            else
                (own ??= new(StringComparer.OrdinalIgnoreCase))[destination] = Nearer(own.TryGetValue(destination, out var other) ? other : null, file);
        }
        if (shared is null && own is null)
            return null;
        var byDestination = new Dictionary<string, AccountFile>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in own ?? [])
        {
            // Of one folder a destination's own file is the nearer.
            if (shared is null || Depth(entry.Value) >= Depth(shared))
                byDestination.Add(entry.Key, AccountFile.Read(entry.Value, cancellationToken));
        }
        return new(shared is null ? null : AccountFile.Read(shared, cancellationToken), byDestination);
    }

    /// <summary>The file of a destination; without a name, that of a project which has none.</summary>
    public AccountFile? Of(string destination) => _byDestination.TryGetValue(destination, out var own) ? own : _shared;

    private static bool IsNamed(AdditionalText file, AnalyzerOptions options)
        => options.AnalyzerConfigOptionsProvider.GetOptions(file).TryGetValue(IsLoopsSchema, out var value) && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>All lie in folders above the project: the longest path is the nearest.</summary>
    private static AdditionalText Nearer(AdditionalText? one, AdditionalText other)
    {
        if (one is null || Depth(other) != Depth(one))
            return one is null || Depth(other) > Depth(one) ? other : one;
        return string.CompareOrdinal(other.Path, one.Path) < 0 ? other : one;
    }

    private static int Depth(AdditionalText file) => SchemaFileName.FolderLength(file.Path);
}
