namespace LoopsMapping.Testing;

/// <summary>The journal of a <see cref="LoopsServer"/> cannot be used: the message names the file, the line, and what to do.</summary>
public sealed class LoopsServerJournalException : IOException
{
    /// <summary>Creates the exception.</summary>
    public LoopsServerJournalException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do about it.</param>
    public LoopsServerJournalException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public LoopsServerJournalException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
