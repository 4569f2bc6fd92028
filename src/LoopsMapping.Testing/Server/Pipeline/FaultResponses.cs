using LoopsMapping.Testing.Endpoints;

namespace LoopsMapping.Testing.Pipeline;

/// <summary>The answers of faults that answer.</summary>
internal static class FaultResponses
{
    public static ApiResponse Create(LoopsServerFault fault, string path) => fault switch
    {
        LoopsServerFault.TooManyRequests => ApiResponse.TooManyRequests,
        LoopsServerFault.InternalServerError => ApiResponse.Failure(500, "Internal server error."),
        LoopsServerFault.ServiceUnavailable => ApiResponse.Failure(503, "Service unavailable."),
        LoopsServerFault.RequestTimeout => ApiResponse.Failure(408, "Request timeout."),
        LoopsServerFault.HtmlErrorPage => new(502, "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>")
        {
            ContentType = "text/html",
        },
        LoopsServerFault.Unauthorized => ApiResponse.InvalidApiKey,
        LoopsServerFault.NotFound => ApiResponse.Failure(404, Messages.ContactNotFound),
        LoopsServerFault.Conflict => ApiResponse.Failure(409, path == EndpointTable.SendEventPath ? Messages.KeyUsed : Messages.ContactExists),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
    };
}
