using System.Collections.Concurrent;
using System.Collections.Immutable;
using LoopsMapping.Generator.Model;
using LoopsMapping.Generator.Reading;
using LoopsMapping.Generator.Schema;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LoopsMapping.Generator.Rules;

/// <summary>Reports what the reading of annotated classes and destinations finds: the same reading that the generator uses.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MappingAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.OfMappings;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            var project = new ProjectMappings(start.Compilation);
            var accounts = AccountFiles.Find(start.Options, start.CancellationToken) is { } files ? new ProjectAccounts(files, project) : null;
            var reported = new ConcurrentDictionary<(string, Location, string), bool>();
            start.RegisterSymbolAction(symbol => Analyze(symbol, project, accounts, reported), SymbolKind.NamedType);
            if (accounts is not null)
                start.RegisterAdditionalFileAction(file => Analyze(file, accounts));
        });
    }

    private static void Analyze(AdditionalFileAnalysisContext context, ProjectAccounts accounts)
    {
        if (accounts.Find(context.AdditionalFile) is { Problem: { } problem } file)
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.UnreadableSchema, file.Locate(problem), file.Name, problem.Reason));
    }

    private static void Analyze(SymbolAnalysisContext context, ProjectMappings project, ProjectAccounts? accounts, ConcurrentDictionary<(string, Location, string), bool> reported)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var findings = new Findings();
        var reading = new ReadingContext(context.Compilation.Assembly, findings, null, context.CancellationToken);
        if (accounts is not null)
            reading = reading with { Accounts = mapping => accounts.Of(mapping, context.CancellationToken) };
        foreach (var attribute in type.GetAttributes())
        {
            if (Annotations.KindOf(attribute) is { } kind)
                AnalyzeMapping(type, attribute, kind, reading, project);
            else if (Annotations.NameOf(attribute) == "LoopsDestination")
                AnalyzeDestination(type, attribute, accounts is null ? reading : reading with { Accounts = _ => accounts.Of(type.Name) }, project);
        }

        foreach (var finding in findings.Items)
        {
            // A base class's member is read once for each class that inherits it; the mistake is one, unless it says something else of each.
            var detail = finding.SharesPlace ? string.Join("|", finding.Arguments) : "";
            if (reported.TryAdd((finding.RuleId, finding.Location, detail), true))
                context.ReportDiagnostic(finding.ToDiagnostic());
        }
    }

    private static void AnalyzeMapping(INamedTypeSymbol type, AttributeData attribute, MappingKind kind, in ReadingContext reading, ProjectMappings project)
    {
        // A generic class is read as the closed forms of it that destinations name.
        if (type.IsGenericType && project.IsClosedSomewhere(type, reading.CancellationToken))
            return;
        if (MappingReader.Read(type, attribute, kind, reading) is { Kind: MappingKind.Event } model)
        {
            var name = Annotations.Text(attribute) is null ? null : Locations.OfArgument(type, attribute, 0);
            CrossRules.CheckEvent(model, project, reading.Findings!, name, Locations.OfType(type, attribute), reading.CancellationToken);
        }
    }

    private static void AnalyzeDestination(INamedTypeSymbol type, AttributeData attribute, in ReadingContext reading, ProjectMappings project)
    {
        if (DestinationReader.Read(type, attribute, reading) is not { } destination)
            return;
        var place = Locations.OfType(type, attribute);
        CrossRules.CheckDestination(destination, project, reading.Findings!, place, reading.CancellationToken);
        foreach (var mapping in destination.Named ?? EquatableArray<MappingModel>.Empty)
        {
            if (mapping.Kind == MappingKind.Event && !project.IsOwn(mapping, reading.CancellationToken))
                CrossRules.CheckEvent(mapping, project, reading.Findings!, place, place, reading.CancellationToken);
        }
    }
}
