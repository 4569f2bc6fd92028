using System.Globalization;
using LoopsMapping.Generator.Model;
using LoopsMapping.Generator.Triggers;

namespace LoopsMapping.Generator.Emitting;

/// <summary>A trigger as C# over the message.</summary>
internal sealed class TriggerCode
{
    private int _locals;

    /// <summary>The lines of the expression that says whether it fires.</summary>
    public static IEnumerable<string> Lines(ExpressionModel condition)
    {
        var code = new TriggerCode();
        if (condition is not JunctionModel { Conditions: var conditions } junction)
            return [code.Condition(condition)];
        return conditions.Select((one, i) => (i == 0 ? "" : junction.IsAny ? "|| " : "&& ") + code.Operand(one));
    }

    private string Condition(ExpressionModel expression) => expression switch
    {
        JunctionModel junction => string.Join(junction.IsAny ? " || " : " && ", junction.Conditions.Select(Operand)),
        NotModel not => "!" + Operand(not.Condition),
        ComparisonModel comparison => Compare(comparison),
        ListedModel listed => Listed(listed),
        ContainedModel contained => $"{Value(contained.Item)}.IsIn({Value(contained.List)})",
        CallModel { Arguments: [var text, var other] } call => $"{Value(text)}.{(call.Function == TriggerFunctions.Match ? "Matches" : "Contains")}({(other is TextModel literal ? Literals.Utf8(literal.Text) : Value(other))})",
        _ => $"{Value(expression)}.IsTrue",
    };

    /// <summary>A condition that can stand beside others, or after a <c>!</c>.</summary>
    private string Operand(ExpressionModel expression)
        => expression is JunctionModel or ListedModel { List.Count: > 1 } ? $"({Condition(expression)})" : Condition(expression);

    private string Compare(ComparisonModel comparison)
    {
        var (left, sign, right) = (comparison.Left, comparison.Comparison, comparison.Right);
        if (left is TextModel or NumberModel or BooleanModel or NullModel)
            (left, sign, right) = (right, Turned(sign), left);
        var value = Value(left);
        return sign switch
        {
            Comparison.Equal => Equal(value, right),
            Comparison.NotEqual => "!" + Equal(value, right),
            _ => $"{value}.Is{sign}({(right is NumberModel number ? Number(number) : Value(right))})",
        };
    }

    private static Comparison Turned(Comparison sign) => sign switch
    {
        Comparison.Less => Comparison.Greater,
        Comparison.LessOrEqual => Comparison.GreaterOrEqual,
        Comparison.Greater => Comparison.Less,
        Comparison.GreaterOrEqual => Comparison.LessOrEqual,
        _ => sign,
    };

    private string Equal(string value, ExpressionModel other) => other switch
    {
        NullModel => $"{value}.IsNull",
        TextModel text => $"{value}.Is({Literals.Utf8(text.Text)})",
        NumberModel number => $"{value}.Is({Number(number)})",
        BooleanModel boolean => $"{value}.Is({(boolean.Value ? "true" : "false")})",
        _ => $"{value}.Is({Value(other)})",
    };

    /// <summary>The item is looked up once.</summary>
    private string Listed(ListedModel listed)
    {
        if (listed.List.Count == 0)
            return "false";
        if (listed.List is [var only])
            return Equal(Value(listed.Item), only);
        var local = $"item{(_locals++).ToString(CultureInfo.InvariantCulture)}";
        return $"{Value(listed.Item)} is var {local} && ({string.Join(" || ", listed.List.Select(one => Equal(local, one)))})";
    }

    private string Value(ExpressionModel expression) => expression switch
    {
        FieldModel field => MessageCode.Access(field.Path),
        TextModel text => $"{MessageCode.Value}.Text({Literals.Utf8(text.Text)})",
        NumberModel number => $"{MessageCode.Value}.Number({Number(number)})",
        BooleanModel boolean => $"{MessageCode.Value}.Boolean({(boolean.Value ? "true" : "false")})",
        NullModel => $"{MessageCode.Value}.Null",
        CallModel { Function: TriggerFunctions.Lowercase, Arguments: [var text] } => $"{Value(text)}.ToLower()",
        CallModel { Function: TriggerFunctions.Length, Arguments: [var counted] } => $"{Value(counted)}.Length()",
        CallModel { Function: TriggerFunctions.TypeOf, Arguments: [var typed] } => $"{Value(typed)}.TypeOf()",
        _ => $"{MessageCode.Value}.Boolean({Condition(expression)})",
    };

    private static string Number(NumberModel number) => number.Number.ToString("R", CultureInfo.InvariantCulture) + "d";
}
