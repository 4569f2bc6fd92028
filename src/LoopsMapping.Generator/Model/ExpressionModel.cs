namespace LoopsMapping.Generator.Model;

/// <summary>A part of a trigger: a condition, or a value that one looks at.</summary>
internal abstract record ExpressionModel
{
    /// <summary>Whether a message can answer it with yes or no. A field is one that holds a boolean.</summary>
    public abstract bool IsCondition { get; }
}

/// <summary>What stands in the message.</summary>
internal sealed record FieldModel(PathModel Path) : ExpressionModel
{
    /// <summary>What stands at the root is never a boolean.</summary>
    public override bool IsCondition => Path.Steps.Count > 1;
}

internal sealed record TextModel(string Text) : ExpressionModel
{
    public override bool IsCondition => false;
}

internal sealed record NumberModel(double Number) : ExpressionModel
{
    public override bool IsCondition => false;
}

internal sealed record BooleanModel(bool Value) : ExpressionModel
{
    public override bool IsCondition => false;
}

internal sealed record NullModel : ExpressionModel
{
    public override bool IsCondition => false;
}

/// <summary>A call of one of the <see cref="Triggers.TriggerFunctions"/>.</summary>
internal sealed record CallModel(string Function, bool GivesBoolean, EquatableArray<ExpressionModel> Arguments) : ExpressionModel
{
    public override bool IsCondition => GivesBoolean;
}

internal sealed record ComparisonModel(ExpressionModel Left, Comparison Comparison, ExpressionModel Right) : ExpressionModel
{
    public override bool IsCondition => true;
}

/// <summary>Whether an item is one of those that are written down.</summary>
internal sealed record ListedModel(ExpressionModel Item, EquatableArray<ExpressionModel> List) : ExpressionModel
{
    public override bool IsCondition => true;
}

/// <summary>Whether an item is one of those that the message has there.</summary>
internal sealed record ContainedModel(ExpressionModel Item, ExpressionModel List) : ExpressionModel
{
    public override bool IsCondition => true;
}

internal sealed record NotModel(ExpressionModel Condition) : ExpressionModel
{
    public override bool IsCondition => true;
}

/// <param name="IsAny">Whether one of them is enough.</param>
/// <param name="Conditions">At least two.</param>
internal sealed record JunctionModel(bool IsAny, EquatableArray<ExpressionModel> Conditions) : ExpressionModel
{
    public override bool IsCondition => true;
}

internal enum Comparison
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
