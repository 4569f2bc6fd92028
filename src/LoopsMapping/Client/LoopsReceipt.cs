namespace LoopsMapping;

/// <summary>The answer to a send.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="IdempotencyKey">The key it was sent with; <see langword="null"/> for contacts, which have none.</param>
/// <param name="ContactId">Loops' own id of the contact, when Loops told it.</param>
public sealed record LoopsReceipt(LoopsOutcome Outcome, string? IdempotencyKey = null, string? ContactId = null);
