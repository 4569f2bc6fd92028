namespace Microsoft.Extensions.DependencyInjection;

/// <summary>How a delivery is.</summary>
/// <param name="IsBroken">Whether nothing can be delivered until somebody does something.</param>
/// <param name="Concern">What somebody should look at; <see langword="null"/> when all is well.</param>
/// <param name="Data">Figures for the report.</param>
internal sealed record LoopsDeliveryHealth(bool IsBroken, string? Concern, IReadOnlyDictionary<string, object> Data);
