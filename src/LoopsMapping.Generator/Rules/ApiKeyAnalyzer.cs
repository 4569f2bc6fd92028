using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LoopsMapping.Generator.Rules;

/// <summary>Reports an API key that is a constant of the source: set on the options, or put into configuration under the key's name.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ApiKeyAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptors.ApiKeyInSource);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName("LoopsMapping.LoopsOptions") is not { } options)
                return;
            start.RegisterOperationAction(operation => AnalyzeAssignment(operation, options), OperationKind.SimpleAssignment, OperationKind.CoalesceAssignment);
            start.RegisterOperationAction(AnalyzeCreation, OperationKind.ObjectCreation);
            start.RegisterOperationAction(AnalyzeCall, OperationKind.Invocation);
        });
    }

    private static void AnalyzeAssignment(OperationAnalysisContext context, INamedTypeSymbol options)
    {
        var assignment = (IAssignmentOperation)context.Operation;
        if (assignment.Target is not IPropertyReferenceOperation { Property: var property } target)
            return;
        if (property.IsIndexer)
            AnalyzeEntry(context, At(target.Arguments, 0), assignment.Value);
        else if (property.Name == "ApiKey" && SymbolEqualityComparer.Default.Equals(property.ContainingType, options))
            Analyze(context, assignment.Value);
    }

    private static void AnalyzeCreation(OperationAnalysisContext context)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (IsKeyValuePair(creation.Type))
            AnalyzeEntry(context, At(creation.Arguments, 0), At(creation.Arguments, 1));
    }

    private static void AnalyzeCall(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        var method = call.TargetMethod;
        var key = method.IsExtensionMethod ? 1 : 0;
        var stores = method.Name switch
        {
            "Add" or "TryAdd" => IsCollection(method.IsExtensionMethod ? At(call.Arguments, 0)?.Type : method.ContainingType),
            "Create" => IsKeyValuePair(method.ContainingType),
            "SetEnvironmentVariable" => method.ContainingType is { Name: "Environment", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } },
            _ => false,
        };
        if (stores)
            AnalyzeEntry(context, At(call.Arguments, key), At(call.Arguments, key + 1));
    }

    private static void AnalyzeEntry(OperationAnalysisContext context, IOperation? key, IOperation? value)
    {
        if (value is not null && Text(key) is { } name && IsKeyOfConfiguration(name))
            Analyze(context, value);
    }

    private static void Analyze(OperationAnalysisContext context, IOperation value)
    {
        if (!string.IsNullOrWhiteSpace(Text(value)))
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.ApiKeyInSource, value.Syntax.GetLocation()));
    }

    /// <summary>The options' own section, and the sections below it that several destinations have.</summary>
    private static bool IsKeyOfConfiguration(string name)
        => name.Equals("Loops__ApiKey", StringComparison.OrdinalIgnoreCase)
            || (name.StartsWith("Loops:", StringComparison.OrdinalIgnoreCase) && name.EndsWith(":ApiKey", StringComparison.OrdinalIgnoreCase));

    /// <summary>Of a constant, also where it becomes an object or a type of its own on the way.</summary>
    private static string? Text(IOperation? value)
    {
        while (value is IConversionOperation { ConstantValue.HasValue: false } conversion)
            value = conversion.Operand;
        return value is { ConstantValue: { HasValue: true, Value: string text } } ? text : null;
    }

    private static IOperation? At(ImmutableArray<IArgumentOperation> arguments, int ordinal)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter?.Ordinal == ordinal)
                return argument.Value;
        }
        return null;
    }

    private static bool IsKeyValuePair(ITypeSymbol? type)
        => type is { Name: "KeyValuePair", ContainingNamespace: { Name: "Generic", ContainingNamespace: { Name: "Collections", ContainingNamespace.Name: "System" } } };

    /// <summary>What is not one can have an Add that takes a name and a description.</summary>
    private static bool IsCollection(ITypeSymbol? type)
        => type is not null && (type.SpecialType == SpecialType.System_Collections_IEnumerable
            || type.AllInterfaces.Any(static implemented => implemented.SpecialType == SpecialType.System_Collections_IEnumerable));
}
