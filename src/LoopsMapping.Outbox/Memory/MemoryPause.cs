namespace LoopsMapping.Outbox.Memory;

/// <summary>Why a team sends nothing, and when it may try.</summary>
internal sealed class MemoryPause(string reason, DateTimeOffset probeAt)
{
    private MemoryMessage? _probe;
    private string _probeLease = "";
    private DateTimeOffset _probeEndsAt;

    public string Reason { get; } = reason;

    /// <summary>When one claim is let through: not before the one that is under way is settled, given back, or its dispatcher has died.</summary>
    public DateTimeOffset NextProbeAt(DateTimeOffset now) => _probe?.IsHeldBy(_probeLease, now) == true ? _probeEndsAt : probeAt;

    public void Probe(MemoryMessage message, string leaseToken, DateTimeOffset leaseEndsAt)
    {
        _probe = message;
        _probeLease = leaseToken;
        _probeEndsAt = leaseEndsAt;
    }
}
