namespace LoopsMapping.Testing;

/// <summary>
/// What <see cref="LoopsServer.FailNext"/> makes of a request. A fault stands for what happens in front of Loops or inside it, so it comes
/// before everything else: it meets any request, with a valid key or not, and takes no slot of the rate limit. Only
/// <see cref="DropAfter"/> lets the request take effect.
/// </summary>
public enum LoopsServerFault
{
    /// <summary>The connection is cut without an answer, and nothing takes effect. HTTP clients may repeat a request without a body by themselves.</summary>
    DropBefore,

    /// <summary>
    /// The request is handled as usual and takes effect, idempotency key included; then the connection is cut, so that the client never
    /// hears of it.
    /// </summary>
    DropAfter,

    /// <summary>
    /// 429 with <c>x-ratelimit-remaining: 0</c> and the body of <see cref="LoopsServerOptions.RateLimitBody"/>. No <c>Retry-After</c>: Loops
    /// documents none.
    /// </summary>
    TooManyRequests,

    /// <summary>500 with a JSON envelope.</summary>
    InternalServerError,

    /// <summary>503 with a JSON envelope.</summary>
    ServiceUnavailable,

    /// <summary>408 with a JSON envelope.</summary>
    RequestTimeout,

    /// <summary>502 with an HTML page, as a load balancer answers.</summary>
    HtmlErrorPage,

    /// <summary>401, as if the key had been revoked.</summary>
    Unauthorized,

    /// <summary>404: on <c>transactional</c> with the message <c>Transactional email not found.</c>, elsewhere with <c>Contact not found.</c></summary>
    NotFound,

    /// <summary>
    /// 409: on <c>events/send</c> and <c>transactional</c> with the message of a used idempotency key, elsewhere with that of a contact which exists already.
    /// </summary>
    Conflict,
}
