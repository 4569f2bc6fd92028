using System.Collections.Immutable;
using LoopsMapping.Generator.Emitting;
using LoopsMapping.Generator.Model;
using LoopsMapping.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoopsMapping.Generator;

/// <summary>
/// Writes one map for each mapping of a destination and completes each destination with a typed client. Maps are written only where a
/// destination is: a project that merely holds annotated classes gets diagnostics and no code. Each destination
/// also tells its mappings as data, its manifest. Where messages of Segment SDKs are taken, each mapping gets a class that reads them.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class LoopsGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var contacts = Mappings(context, Annotations.Contact, MappingKind.Contact).WithTrackingName(StepNames.Contacts);
        var events = Mappings(context, Annotations.Event, MappingKind.Event).WithTrackingName(StepNames.Events);
        var transactionals = Mappings(context, Annotations.Transactional, MappingKind.Transactional).WithTrackingName(StepNames.Transactionals);
        var destinations = context.SyntaxProvider
            .ForAttributeWithMetadataName(Annotations.Destination, static (node, _) => node is TypeDeclarationSyntax,
                static (target, cancellationToken) => FirstDeclaration.Is(target)
                    ? DestinationReader.Read((INamedTypeSymbol)target.TargetSymbol, target.Attributes[0], Reading(target, cancellationToken))
                    : null)
            .WhereNotNull()
            .WithTrackingName(StepNames.Destinations);

        var project = destinations.Collect().Combine(contacts.Collect().Combine(events.Collect()).Combine(transactionals.Collect()))
            .Select(static (all, _) =>
            {
                var (destinations, ((contacts, events), transactionals)) = all;
                return ProjectModel.Of(destinations, [.. contacts, .. events, .. transactionals]);
            })
            .WithTrackingName(StepNames.Project);
        var takesSegment = context.CompilationProvider.Select(static (compilation, _) => SegmentReference.IsIn(compilation)).WithTrackingName(StepNames.SegmentReference);
        var segment = project.Combine(takesSegment)
            .Select(static (both, _) => both.Right ? SegmentProject.Of(both.Left) : SegmentProject.None)
            .WithTrackingName(StepNames.SegmentProject);
        var collisions = project.Combine(segment).Select(static (both, _) => GeneratedNames.Collisions(both.Left, both.Right)).WithTrackingName(StepNames.Collisions);

        context.RegisterSourceOutput(
            project.SelectMany(static (project, _) => project.Maps.ToImmutableArray()).Combine(collisions).WithTrackingName(StepNames.MapSources),
            static (output, source) => output.AddSource(GeneratedNames.MapHint(source.Left, source.Right), MapEmitter.Emit(source.Left, source.Right)));
        context.RegisterSourceOutput(
            project.SelectMany(static (project, _) => project.Clients.ToImmutableArray()).Combine(collisions).WithTrackingName(StepNames.ClientSources),
            static (output, source) => output.AddSource(GeneratedNames.ClientHint(source.Left.Destination, source.Right), ClientEmitter.Emit(source.Left, source.Right)));
        context.RegisterSourceOutput(
            project.SelectMany(static (project, _) => project.Clients.ToImmutableArray()).Combine(collisions).WithTrackingName(StepNames.ManifestSources),
            static (output, source) => output.AddSource(GeneratedNames.ManifestHint(source.Left.Destination, source.Right), ManifestEmitter.Emit(source.Left, source.Right)));
        context.RegisterSourceOutput(
            segment.SelectMany(static (segment, _) => segment.Mappings.ToImmutableArray()).Combine(collisions).WithTrackingName(StepNames.SegmentSources),
            static (output, source) => output.AddSource(GeneratedNames.SegmentHint(source.Left, source.Right), SegmentEmitter.Emit(source.Left, source.Right)));
        context.RegisterSourceOutput(
            segment.SelectMany(static (segment, _) => segment.Clients.ToImmutableArray()).Combine(collisions).WithTrackingName(StepNames.SegmentClientSources),
            static (output, source) => output.AddSource(GeneratedNames.SegmentClientHint(source.Left.Destination, source.Right), SegmentClientEmitter.Emit(source.Left, source.Right)));
    }

    private static ReadingContext Reading(GeneratorAttributeSyntaxContext target, CancellationToken cancellationToken)
        => ReadingContext.Silent(target.TargetSymbol, cancellationToken) with { ReadsSegment = SegmentReference.IsIn(target.SemanticModel.Compilation) };

    private static IncrementalValuesProvider<MappingModel> Mappings(IncrementalGeneratorInitializationContext context, string annotation, MappingKind kind)
        => context.SyntaxProvider
            .ForAttributeWithMetadataName(annotation, static (node, _) => node is TypeDeclarationSyntax,
                (target, cancellationToken) => FirstDeclaration.Is(target)
                    ? MappingReader.Read((INamedTypeSymbol)target.TargetSymbol, target.Attributes[0], kind, Reading(target, cancellationToken))
                    : null)
            .WhereNotNull();
}
