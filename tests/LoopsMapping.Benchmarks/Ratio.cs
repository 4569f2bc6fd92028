using System.Globalization;

namespace LoopsMapping.Benchmarks;

/// <summary>What is measured, and ours ÷ peer in the same process, so that it means the same on any machine.</summary>
/// <param name="Name">Its name, which stays.</param>
/// <param name="Value">Lower is better.</param>
/// <param name="Detail">The two times, which are of this machine alone.</param>
internal sealed record Ratio(string Name, double Value, string Detail)
{
    public static Ratio Of(string name, double ours, double peer, string unit)
        => new(name, ours / peer, string.Create(CultureInfo.InvariantCulture, $"{ours:F1} {unit}, System.Text.Json {peer:F1} {unit}"));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"ratio {Name} {Value:F3}");
}
