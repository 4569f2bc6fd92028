namespace LoopsMapping;

/// <summary>The outbox could not store a record: nothing was stored, and nothing will be sent. The message says why and what to do.</summary>
public class LoopsOutboxException : LoopsException
{
    /// <summary>Creates the exception.</summary>
    public LoopsOutboxException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do about it.</param>
    public LoopsOutboxException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public LoopsOutboxException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
