namespace LoopsMapping.Testing.Rate;

/// <summary>What the rate headers say.</summary>
internal readonly record struct RateState(int Limit, int Remaining);
