namespace LoopsMapping.Generator.Triggers;

/// <summary>The functions of triggers, in the order in which they are named to people.</summary>
internal static class TriggerFunctions
{
    public const string Contains = "contains";
    public const string Match = "match";
    public const string Lowercase = "lowercase";
    public const string Length = "length";
    public const string TypeOf = "typeof";

    public static readonly string[] All = [Contains, Match, Lowercase, Length, TypeOf];

    public static bool GivesBoolean(string function) => function is Contains or Match;

    public static int ArgumentCount(string function) => GivesBoolean(function) ? 2 : 1;
}
