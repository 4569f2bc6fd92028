namespace LoopsMapping;

/// <summary>Loops does not know what the request names (404).</summary>
public class LoopsNotFoundException : LoopsApiException
{
    /// <summary>Creates the exception.</summary>
    public LoopsNotFoundException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do about it.</param>
    public LoopsNotFoundException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public LoopsNotFoundException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal LoopsNotFoundException(LoopsRefusal refusal)
        : base(refusal, "Check what the request names, and that Loops:BaseAddress ends with /api/v1/.")
    {
    }
}
