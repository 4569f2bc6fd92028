using LoopsMapping.Outbox;

namespace LoopsMapping.Testing;

/// <summary>An <see cref="ILoopsOutboxStore"/> does not keep a promise. The message has the promise, what was expected, and what was found.</summary>
public class LoopsOutboxComplianceException : Exception
{
    /// <summary>Creates the exception.</summary>
    public LoopsOutboxComplianceException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">The promise, what was expected and what was found.</param>
    public LoopsOutboxComplianceException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">The promise, what was expected and what was found.</param>
    /// <param name="innerException">What the store threw.</param>
    public LoopsOutboxComplianceException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
