namespace LoopsMapping.Testing.Endpoints;

/// <summary>Ends a request with a failure before anything has changed.</summary>
internal sealed class RefusedException(int statusCode, string message) : Exception(message)
{
    public int StatusCode => statusCode;
}
