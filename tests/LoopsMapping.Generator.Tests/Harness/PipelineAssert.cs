using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Tests.Harness;

/// <summary>What makes a generator cheap in an editor.</summary>
internal static class PipelineAssert
{
    private static readonly HashSet<string> Steps = [.. typeof(StepNames).GetFields().Select(static field => (string)field.GetRawConstantValue()!)];

    /// <summary>After an unrelated edit the classes are read again (the driver's choice) and found unchanged; all the rest is cached.</summary>
    public static void IsCached(GeneratorDriverRunResult result)
    {
        var run = result.Results.Single();
        foreach (var (name, steps) in run.TrackedSteps)
        {
            if (!Steps.Contains(name))
                continue;
            foreach (var (_, reason) in steps.SelectMany(static step => step.Outputs))
            {
                // A step that has not gained a new input is Cached; one whose inputs were made anew, and came out equal, is Unchanged.
                Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{name} is {reason} after an unrelated edit.");
            }
        }
        foreach (var (_, reason) in run.TrackedOutputSteps.SelectMany(static step => step.Value).SelectMany(static step => step.Outputs))
            Assert.Equal(IncrementalStepRunReason.Cached, reason);
    }

    /// <summary>Walks every value of the pipeline: a symbol, a node or a location would keep a whole compilation alive.</summary>
    public static void HoldsNoCompilation(GeneratorDriverRunResult result)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var (name, steps) in result.Results.Single().TrackedSteps)
        {
            if (!Steps.Contains(name))
                continue;
            foreach (var (value, _) in steps.SelectMany(static step => step.Outputs))
                Walk(value, name, seen);
        }
    }

    private static void Walk(object? value, string step, HashSet<object> seen)
    {
        if (value is null or string || value.GetType() is { IsPrimitive: true } or { IsEnum: true } || !seen.Add(value))
            return;
        Assert.False(value is ISymbol or SyntaxNode or SyntaxTree or Location or Compilation or SemanticModel or AttributeData or Diagnostic,
            $"{step} holds a {value.GetType()}.");
        if (value is IEnumerable items)
        {
            foreach (var item in items)
                Walk(item, step, seen);
        }
        for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                Walk(field.GetValue(value), step, seen);
        }
    }
}
