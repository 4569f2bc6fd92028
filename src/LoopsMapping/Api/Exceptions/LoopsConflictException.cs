namespace LoopsMapping;

/// <summary>The request conflicts with what Loops has (409).</summary>
public class LoopsConflictException : LoopsApiException
{
    /// <summary>Creates the exception.</summary>
    public LoopsConflictException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do about it.</param>
    public LoopsConflictException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public LoopsConflictException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal LoopsConflictException(LoopsRefusal refusal)
        : base(refusal, "The first send of a new request cannot repeat an earlier one; look for another program that writes the same contact or reuses idempotency keys, then send again.")
    {
    }
}
