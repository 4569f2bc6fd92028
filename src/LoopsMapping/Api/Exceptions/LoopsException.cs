namespace LoopsMapping;

/// <summary>
/// Something went wrong on the way to Loops. Thrown as is when Loops could not be reached or did not answer; the derived types say
/// what Loops, or this library, refused. No message holds the API key or a contact's data.
/// </summary>
public class LoopsException : Exception
{
    /// <summary>Creates the exception.</summary>
    public LoopsException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do about it.</param>
    public LoopsException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public LoopsException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>
    /// The key of the request that failed, if it had one. When it is unknown whether Loops accepted the request, sending the same value
    /// with this key (<see cref="LoopsSendOptions.IdempotencyKey"/>) within 24 hours cannot send a second e-mail.
    /// </summary>
    public string? IdempotencyKey { get; init; }
}
