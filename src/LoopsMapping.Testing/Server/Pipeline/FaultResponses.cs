using LoopsMapping.Testing.Endpoints;

namespace LoopsMapping.Testing.Pipeline;

/// <summary>The answers of faults that answer.</summary>
internal static class FaultResponses
{
    public static ApiResponse Create(LoopsServerFault fault, string path, LoopsServerOptions options) => fault switch
    {
        LoopsServerFault.TooManyRequests => ApiResponse.TooManyRequests(options.RateLimitBody),
        LoopsServerFault.InternalServerError => ApiResponse.Failure(500, "Internal server error."),
        LoopsServerFault.ServiceUnavailable => ApiResponse.Failure(503, "Service unavailable."),
        LoopsServerFault.RequestTimeout => ApiResponse.Failure(408, "Request timeout."),
        LoopsServerFault.HtmlErrorPage => ApiResponse.Html(502, "502 Bad Gateway"),
        LoopsServerFault.Unauthorized => ApiResponse.InvalidApiKey,
        LoopsServerFault.NotFound => ApiResponse.Failure(404, path == EndpointTable.TransactionalPath ? Messages.TransactionalNotFound : Messages.ContactNotFound),
        LoopsServerFault.Conflict => ApiResponse.Failure(409, EndpointTable.TakesKey(path) ? Messages.KeyUsed : Messages.ContactExists),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
    };
}
