using LoopsMapping.Generator.Model;
using LoopsMapping.Generator.Schema;
using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Rules;

/// <summary>Which schema files the mappings of a project are compared with: those of the destinations that take them.</summary>
internal sealed class ProjectAccounts(AccountFiles files, ProjectMappings project)
{
    /// <summary>The files of a mapping; one that no destination takes has the one for all.</summary>
    public IEnumerable<AccountFile> Of(MappingModel mapping, CancellationToken cancellationToken)
    {
        // Who takes it is not asked for where the answer is the same for all.
        if (files.IsOne)
            return Of("");
        var destinations = project.ClientsOf(mapping, cancellationToken).Select(static client => client.Destination.Name).DefaultIfEmpty("");
        return destinations.OrderBy(static name => name, StringComparer.Ordinal).SelectMany(Of).Distinct();
    }

    /// <summary>The file of a destination.</summary>
    public IEnumerable<AccountFile> Of(string destination) => files.Of(destination) is { } file ? [file] : [];

    /// <summary>The schema file that an additional file is, if it is one that counts.</summary>
    public AccountFile? Find(AdditionalText additional) => files.All.FirstOrDefault(file => file.File == additional);
}
