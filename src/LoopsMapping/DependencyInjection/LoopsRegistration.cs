namespace Microsoft.Extensions.DependencyInjection;

/// <summary>One registration of a destination.</summary>
/// <param name="Name">The name of its options and its HTTP client.</param>
/// <param name="Destination">What people call the destination.</param>
/// <param name="ServiceKey">The key it is resolved by; <see langword="null"/> for none.</param>
internal sealed record LoopsRegistration(string Name, string Destination, string? ServiceKey)
{
    public string TeamOf(LoopsMapping.LoopsOptions options) => options.Team ?? ServiceKey ?? LoopsMapping.LoopsOptions.DefaultTeam;
}
