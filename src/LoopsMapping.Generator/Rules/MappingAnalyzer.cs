using System.Collections.Concurrent;
using System.Collections.Immutable;
using LoopsMapping.Generator.Model;
using LoopsMapping.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LoopsMapping.Generator.Rules;

/// <summary>Reports what the reading of annotated classes and destinations finds: the same reading that the generator uses.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MappingAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            var contacts = new ProjectContacts(start.Compilation);
            var reported = new ConcurrentDictionary<(string, Location), bool>();
            start.RegisterSymbolAction(symbol => Analyze(symbol, contacts, reported), SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, ProjectContacts contacts, ConcurrentDictionary<(string, Location), bool> reported)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var findings = new Findings();
        foreach (var attribute in type.GetAttributes())
        {
            switch (Annotations.NameOf(attribute))
            {
                case "LoopsContact":
                    MappingReader.Read(type, attribute, MappingKind.Contact, findings, context.CancellationToken);
                    break;
                case "LoopsEvent":
                    var model = MappingReader.Read(type, attribute, MappingKind.Event, findings, context.CancellationToken);
                    if (model is not null && model.Has(MemberRole.UserId) && !model.Has(MemberRole.Email) && !contacts.AnyHasBothIdentifiers(context.CancellationToken))
                        findings.Add(RuleIds.EventWithoutEmail, Locations.OfType(type, attribute), type.Name);
                    break;
                case "LoopsDestination":
                    DestinationReader.Read(type, attribute, findings, context.CancellationToken);
                    break;
            }
        }

        foreach (var finding in findings.Items)
        {
            // A base class's member is read once for each class that inherits it; the mistake is one.
            if (reported.TryAdd((finding.RuleId, finding.Location), true))
                context.ReportDiagnostic(finding.ToDiagnostic());
        }
    }
}
