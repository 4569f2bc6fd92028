using System.Collections.Immutable;
using LoopsMapping.Generator.Emitting;
using LoopsMapping.Generator.Model;
using LoopsMapping.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoopsMapping.Generator;

/// <summary>
/// Writes one map for each annotated class and completes each destination with a typed client. Maps are written only where a destination
/// is: a project that merely holds annotated classes gets diagnostics and no code.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class LoopsGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var contacts = Mappings(context, Annotations.Contact, MappingKind.Contact).WithTrackingName(StepNames.Contacts);
        var events = Mappings(context, Annotations.Event, MappingKind.Event).WithTrackingName(StepNames.Events);
        var destinations = context.SyntaxProvider
            .ForAttributeWithMetadataName(Annotations.Destination, static (node, _) => node is TypeDeclarationSyntax,
                static (target, cancellationToken) => IsFirstDeclaration(target)
                    ? DestinationReader.Read((INamedTypeSymbol)target.TargetSymbol, target.Attributes[0], findings: null, cancellationToken)
                    : null)
            .WhereNotNull()
            .WithTrackingName(StepNames.Destinations);

        var allDestinations = destinations.Collect();
        var hasDestination = allDestinations.Select(static (all, _) => !all.IsEmpty).WithTrackingName(StepNames.HasDestination);
        var allMappings = contacts.Collect().Combine(events.Collect())
            .Select(static (all, _) => Sorted(all.Left, all.Right))
            .WithTrackingName(StepNames.Mappings);
        var collisions = allMappings.Combine(allDestinations)
            .Select(static (all, _) => GeneratedNames.Collisions(all.Left, all.Right))
            .WithTrackingName(StepNames.Collisions);

        EmitMaps(contacts);
        EmitMaps(events);
        context.RegisterSourceOutput(
            destinations.Combine(allMappings).Combine(collisions).WithTrackingName(StepNames.ClientSources),
            static (output, source) =>
            {
                var ((destination, mappings), collisions) = source;
                output.AddSource(GeneratedNames.ClientHint(destination, collisions), ClientEmitter.Emit(destination, mappings, collisions));
            });

        void EmitMaps(IncrementalValuesProvider<MappingModel> mappings)
            => context.RegisterSourceOutput(
                mappings.Combine(hasDestination).Combine(collisions).WithTrackingName(StepNames.MapSources),
                static (output, source) =>
                {
                    var ((mapping, hasDestination), collisions) = source;
                    if (hasDestination)
                        output.AddSource(GeneratedNames.MapHint(mapping, collisions), MapEmitter.Emit(mapping, collisions));
                });
    }

    private static IncrementalValuesProvider<MappingModel> Mappings(IncrementalGeneratorInitializationContext context, string annotation, MappingKind kind)
        => context.SyntaxProvider
            .ForAttributeWithMetadataName(annotation, static (node, _) => node is TypeDeclarationSyntax,
                (target, cancellationToken) => IsFirstDeclaration(target)
                    ? MappingReader.Read((INamedTypeSymbol)target.TargetSymbol, target.Attributes[0], kind, findings: null, cancellationToken)
                    : null)
            .WhereNotNull();

    /// <summary>
    /// Each name gives one file, whatever half-written code declares: two parts of a class that both have the annotation, or a class and a
    /// struct of one name. The compiler objects to both; here the first is read.
    /// </summary>
    private static bool IsFirstDeclaration(GeneratorAttributeSyntaxContext target)
    {
        for (var type = (INamedTypeSymbol)target.TargetSymbol; type is not null; type = type.ContainingType)
        {
            var namesakes = ((INamespaceOrTypeSymbol?)type.ContainingType ?? type.ContainingNamespace).GetTypeMembers(type.Name, type.Arity);
            // A namesake that is local to its file is no other declaration of this one.
            var first = namesakes.FirstOrDefault(static namesake => !namesake.IsFileLocal);
            if (!type.IsFileLocal && !SymbolEqualityComparer.Default.Equals(first, type))
                return false;
        }

        var here = target.Attributes[0];
        foreach (var attribute in target.TargetSymbol.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, here.AttributeClass))
            {
                return attribute.ApplicationSyntaxReference is { } one && here.ApplicationSyntaxReference is { } other
                    && one.SyntaxTree == other.SyntaxTree && one.Span == other.Span;
            }
        }
        return false;
    }

    private static EquatableArray<MappingModel> Sorted(ImmutableArray<MappingModel> contacts, ImmutableArray<MappingModel> events)
        => new(contacts.Concat(events).OrderBy(static mapping => mapping.Kind).ThenBy(static mapping => mapping.TypeName, StringComparer.Ordinal));
}
