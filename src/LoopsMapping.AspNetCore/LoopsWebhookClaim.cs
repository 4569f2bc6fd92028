namespace LoopsMapping;

/// <summary>Whose a webhook is.</summary>
public enum LoopsWebhookClaim
{
    /// <summary>The caller's, who handles it now.</summary>
    Taken,

    /// <summary>Nobody's any more: it was handled. Loops is answered 200.</summary>
    Handled,

    /// <summary>Somebody else's, who may still fail. Loops is answered 503, and tries again.</summary>
    Busy,
}
