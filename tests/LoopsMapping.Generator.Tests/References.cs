using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Tests;

/// <summary>What a user's project references: .NET, LoopsMapping, and what LoopsMapping brings along.</summary>
internal static class References
{
    public static ImmutableArray<MetadataReference> Runtime { get; } = [.. Net100.References.All];

    public static ImmutableArray<MetadataReference> All { get; } =
    [
        .. Net100.References.All,
        .. new[]
        {
            typeof(LoopsContactAttribute),
            typeof(LoopsClient),
            typeof(Microsoft.Extensions.Logging.ILoggerFactory),
            typeof(Microsoft.Extensions.Options.OptionsValidationException),
            typeof(Microsoft.Extensions.DependencyInjection.IServiceCollection),
            typeof(Microsoft.Extensions.DependencyInjection.IHealthChecksBuilder),
            typeof(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus),
            typeof(Microsoft.Extensions.Configuration.IConfiguration),
        }.Select(static type => (MetadataReference)MetadataReference.CreateFromFile(type.Assembly.Location)),
    ];

    /// <summary>The same in a project that takes messages of Segment SDKs.</summary>
    public static ImmutableArray<MetadataReference> WithSegment { get; } = All.Add(MetadataReference.CreateFromFile(typeof(Segment.SegmentMapping).Assembly.Location));
}
