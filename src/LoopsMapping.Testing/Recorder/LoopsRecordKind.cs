namespace LoopsMapping.Testing;

/// <summary>What was done with a recorded value.</summary>
public enum LoopsRecordKind
{
    /// <summary>A contact was created or updated.</summary>
    Identify,

    /// <summary>An event was sent.</summary>
    Track,

    /// <summary>A transactional email was sent.</summary>
    Send,

    /// <summary>A contact was deleted.</summary>
    Delete,
}
