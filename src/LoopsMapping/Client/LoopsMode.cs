namespace LoopsMapping;

/// <summary>What becomes of a request (<c>Loops:Mode</c>).</summary>
public enum LoopsMode
{
    /// <summary>It is sent to Loops.</summary>
    Send,

    /// <summary>It is built, checked and logged, and nothing leaves the process; no API key is needed. For development.</summary>
    Log,
}
