namespace LoopsMapping;

/// <summary>Loops did not take the request in time, because more are sent than its rate limit allows (429).</summary>
public class LoopsRateLimitException : LoopsApiException
{
    /// <summary>Creates the exception.</summary>
    public LoopsRateLimitException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do about it.</param>
    public LoopsRateLimitException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public LoopsRateLimitException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal LoopsRateLimitException(LoopsRefusal refusal)
        : base(refusal, "Send fewer at once, raise LoopsOptions.TotalTimeout, or deliver through an outbox, which waits as long as it takes.")
    {
    }
}
