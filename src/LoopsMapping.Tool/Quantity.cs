namespace LoopsMapping.Tool;

/// <summary>Numbers of things as people say them.</summary>
internal static class Quantity
{
    public static string Of(long number, string one, string? many = null) => FormattableString.Invariant($"{number} {(number == 1 ? one : many ?? one + "s")}");
}
