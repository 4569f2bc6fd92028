namespace LoopsMapping.Testing.Endpoints;

/// <summary>Ends a request with a failure before anything has changed.</summary>
internal sealed class RefusedException(ApiResponse response) : Exception(response.Body)
{
    public RefusedException(int statusCode, string message)
        : this(ApiResponse.Failure(statusCode, message))
    {
    }

    public ApiResponse Response => response;
}
