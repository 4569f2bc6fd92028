using System.Net;

namespace LoopsMapping;

/// <summary>Loops answered, and refused the request. The derived types stand for the statuses that have a remedy of their own.</summary>
/// <remarks>Classified by HTTP status alone, since Loops has no error codes and its messages change.</remarks>
public class LoopsApiException : LoopsException
{
    /// <summary>Creates the exception.</summary>
    public LoopsApiException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do about it.</param>
    public LoopsApiException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public LoopsApiException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal LoopsApiException(LoopsRefusal refusal, string remedy)
        : base($"Loops refused {refusal.Call} with {(int)refusal.StatusCode} ({refusal.StatusCode}){(refusal.LoopsMessage is null ? "" : $": {refusal.LoopsMessage}")}. {remedy}")
    {
        StatusCode = refusal.StatusCode;
        LoopsMessage = refusal.LoopsMessage;
        RawBody = refusal.RawBody;
        IdempotencyKey = refusal.Call.IdempotencyKey;
    }

    /// <summary>The HTTP status.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>The <c>message</c> of Loops' answer; <see langword="null"/> when the answer had none.</summary>
    public string? LoopsMessage { get; }

    /// <summary>
    /// The answer as it came, also when it is not JSON (a load balancer can answer with HTML), up to 64 KB. It may repeat personal data.
    /// </summary>
    public string? RawBody { get; }
}
