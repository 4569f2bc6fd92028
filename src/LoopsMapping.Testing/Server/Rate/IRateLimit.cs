namespace LoopsMapping.Testing.Rate;

/// <summary>How many requests are let through. Used under one lock.</summary>
internal interface IRateLimit
{
    bool TryTake();

    RateState Read();
}
