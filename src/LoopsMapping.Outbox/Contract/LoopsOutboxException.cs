namespace LoopsMapping;

/// <summary>
/// The outbox could not store a record: nothing was stored and nothing will be sent, unless the message says that a connection ended before the answer.
/// The message says why and what to do.
/// </summary>
public class LoopsOutboxException : LoopsException
{
    /// <summary>
    /// Whether it may go by itself, as when the database is starting up or the network is down. At start such an outbox is tried again in the background;
    /// any other failure ends the application there.
    /// </summary>
    public bool IsTransient { get; init; }

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
