namespace LoopsMapping.Delivery;

/// <summary>What destinations of one team share: its slots, and how sending to it goes.</summary>
internal sealed class LoopsTeam(string name, TimeProvider time)
{
    private readonly object _gate = new();
    private TeamHealth _health;

    public string Name => name;

    public Pace Pace { get; } = new(time);

    public TeamHealth Health
    {
        get
        {
            lock (_gate)
                return _health;
        }
    }

    /// <summary>Remembers an answer; 429 says nothing of the team's health.</summary>
    public void Answered(LoopsAnswer answer)
    {
        if (answer.RateLimit is { } limit)
            Pace.Learn(limit);
        if ((int)answer.StatusCode == 429)
            return;
        var isRefusal = (int)answer.StatusCode is 401 or 403;
        Note(isRefusal ? $"Loops refuses the API key with {(int)answer.StatusCode}" : answer.IsTransient ? $"Loops answers {(int)answer.StatusCode}" : null, isRefusal);
    }

    /// <summary>Remembers that no answer came.</summary>
    public void DidNotAnswer(string reason) => Note(reason, isRefused: false);

    private void Note(string? failure, bool isRefused)
    {
        lock (_gate)
            _health = failure is null ? default : new(_health.Failures + 1, failure, isRefused);
    }
}

/// <summary>How the last requests of a team went.</summary>
/// <param name="Failures">How many in a row had no answer, or one that is a fault of Loops or of the key.</param>
/// <param name="Reason">What the last of them met with.</param>
/// <param name="IsRefused">Whether Loops does not accept the key.</param>
internal readonly record struct TeamHealth(int Failures, string? Reason, bool IsRefused);
