using System.Collections.Immutable;
using LoopsMapping.Generator.Emitting;
using LoopsMapping.Generator.Model;
using LoopsMapping.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoopsMapping.Generator;

/// <summary>
/// Writes one map for each mapping of a destination and completes each destination with a typed client. Maps are written only where a
/// destination is: a project that merely holds annotated classes gets diagnostics and no code.
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
                    ? DestinationReader.Read((INamedTypeSymbol)target.TargetSymbol, target.Attributes[0], ReadingContext.Silent(target.TargetSymbol, cancellationToken))
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
        var collisions = project.Select(static (project, _) => GeneratedNames.Collisions(project)).WithTrackingName(StepNames.Collisions);

        context.RegisterSourceOutput(
            project.SelectMany(static (project, _) => project.Maps.ToImmutableArray()).Combine(collisions).WithTrackingName(StepNames.MapSources),
            static (output, source) => output.AddSource(GeneratedNames.MapHint(source.Left, source.Right), MapEmitter.Emit(source.Left, source.Right)));
        context.RegisterSourceOutput(
            project.SelectMany(static (project, _) => project.Clients.ToImmutableArray()).Combine(collisions).WithTrackingName(StepNames.ClientSources),
            static (output, source) => output.AddSource(GeneratedNames.ClientHint(source.Left.Destination, source.Right), ClientEmitter.Emit(source.Left, source.Right)));
    }

    private static IncrementalValuesProvider<MappingModel> Mappings(IncrementalGeneratorInitializationContext context, string annotation, MappingKind kind)
        => context.SyntaxProvider
            .ForAttributeWithMetadataName(annotation, static (node, _) => node is TypeDeclarationSyntax,
                (target, cancellationToken) => FirstDeclaration.Is(target)
                    ? MappingReader.Read((INamedTypeSymbol)target.TargetSymbol, target.Attributes[0], kind, ReadingContext.Silent(target.TargetSymbol, cancellationToken))
                    : null)
            .WhereNotNull();
}
