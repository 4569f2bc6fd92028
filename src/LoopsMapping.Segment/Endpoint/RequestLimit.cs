namespace LoopsMapping.Segment.Endpoint;

/// <summary>How many requests are worked on at a time, so that what they hold in memory is limited.</summary>
internal sealed class RequestLimit
{
    private int _underWay;

    /// <summary>The limit; of several destinations on one set of endpoints, the largest.</summary>
    public int Most { get; set; }

    /// <summary>Begins a request, and ends it again where there is no room.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _underWay) <= Most)
            return true;
        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _underWay);
}
