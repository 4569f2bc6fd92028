using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LoopsMapping.Generator.Rules;

/// <summary>Reports a send whose result is dropped, where the compiler has nothing to say about it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DroppedResultAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptors.DroppedResult);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (DroppedSend.Client(start.Compilation) is { } client)
                start.RegisterOperationAction(operation => Analyze(operation, client), OperationKind.Invocation);
        });
    }

    private static void Analyze(OperationAnalysisContext context, INamedTypeSymbol client)
    {
        var call = (IInvocationOperation)context.Operation;
        if (DroppedSend.Find(call, context.ContainingSymbol, client) is not null)
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.DroppedResult, NameOf(call), call.TargetMethod.Name));
    }

    private static Location NameOf(IInvocationOperation call)
    {
        var called = (call.Syntax as InvocationExpressionSyntax)?.Expression;
        var name = called switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            MemberBindingExpressionSyntax binding => binding.Name,
            _ => called as SimpleNameSyntax,
        };
        return name?.Identifier.GetLocation() ?? call.Syntax.GetLocation();
    }
}
