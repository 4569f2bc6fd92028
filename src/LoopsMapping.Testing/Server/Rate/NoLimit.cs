namespace LoopsMapping.Testing.Rate;

/// <summary>Lets everything through, with the headers of a quiet day at Loops.</summary>
internal sealed class NoLimit : IRateLimit
{
    private const int LimitOfLoops = 10;

    public bool TryTake() => true;

    public RateState Read() => new(LimitOfLoops, LimitOfLoops - 1);
}
