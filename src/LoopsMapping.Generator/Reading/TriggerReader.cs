using LoopsMapping.Generator.Model;
using LoopsMapping.Generator.Triggers;
using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Reading;

/// <summary>The trigger that an annotation states.</summary>
internal static class TriggerReader
{
    private const string Argument = "Trigger";

    /// <summary>The trigger as it is written, blank or not; <see langword="null"/> when there is none.</summary>
    public static string? Text(AttributeData annotation) => Annotations.Named(annotation, Argument) is { Kind: TypedConstantKind.Primitive, Value: string text } ? text : null;

    /// <summary>When it fires; <see langword="null"/> when it does not say so, and says why.</summary>
    public static ExpressionModel? Read(string trigger, INamedTypeSymbol type, AttributeData annotation, in ReadingContext context)
    {
        var parsed = TriggerParser.Parse(trigger);
        if (context.Findings is null)
            return parsed.Condition;
        if (parsed.Error is { } error)
            context.Report(RuleIds.InvalidTrigger, () => Locations.InNamedArgument(type, annotation, Argument, error.Start, error.End), type.Name, error.Start + 1, error.Message);
        else if (parsed.Mixed is { } mixed)
            context.Report(RuleIds.MixedTrigger, () => Locations.InNamedArgument(type, annotation, Argument, mixed.Start, mixed.End), type.Name, mixed.Word == "or" ? "any" : "all", mixed.Word);
        return parsed.Condition;
    }
}
