using System.Globalization;

namespace LoopsMapping.Benchmarks;

/// <summary>What is measured, and ours ÷ peer in the same process, so that it means the same on any machine.</summary>
/// <param name="Name">Its name, which stays.</param>
/// <param name="Value">Lower is better; of <c>outbox.*</c>, higher.</param>
/// <param name="Detail">The times behind it, which are of this machine alone.</param>
internal sealed record Ratio(string Name, double Value, string Detail)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"ratio {Name} {Value:F3}");
}
