namespace LoopsMapping;

/// <summary>Loops refused the content of the request (400). Sending the same again cannot succeed.</summary>
public class LoopsBadRequestException : LoopsApiException
{
    /// <summary>Creates the exception.</summary>
    public LoopsBadRequestException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do about it.</param>
    public LoopsBadRequestException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public LoopsBadRequestException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal LoopsBadRequestException(LoopsRefusal refusal)
        : base(refusal, "Correct the value and send it again; nothing was stored.")
    {
    }
}
