namespace LoopsMapping;

/// <summary>Loops does not accept the API key (401 or 403).</summary>
public class LoopsAuthenticationException : LoopsApiException
{
    /// <summary>Creates the exception.</summary>
    public LoopsAuthenticationException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do about it.</param>
    public LoopsAuthenticationException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public LoopsAuthenticationException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal LoopsAuthenticationException(LoopsRefusal refusal)
        : base(refusal, "Check the API key: Loops → Settings → API. Put it into Loops:ApiKey with \"dotnet user-secrets set Loops:ApiKey …\" or the environment variable Loops__ApiKey.")
    {
    }
}
