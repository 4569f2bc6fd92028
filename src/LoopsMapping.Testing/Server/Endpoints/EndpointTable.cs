namespace LoopsMapping.Testing.Endpoints;

/// <summary>Which endpoint answers what. A path and its methods are one row.</summary>
internal static class EndpointTable
{
    public const string SendEventPath = Root + "events/send";

    private const string Root = "/api/v1/";

    private static readonly Dictionary<string, Dictionary<string, Func<ApiCall, ApiResponse>>> Endpoints = new(StringComparer.Ordinal)
    {
        [Root + "api-key"] = new() { ["GET"] = ApiKeyEndpoint.Get },
        [Root + "contacts/create"] = new() { ["POST"] = CreateContactEndpoint.Post },
        [Root + "contacts/update"] = new() { ["PUT"] = UpdateContactEndpoint.Put },
        [Root + "contacts/find"] = new() { ["GET"] = FindContactEndpoint.Get },
        [Root + "contacts/delete"] = new() { ["POST"] = DeleteContactEndpoint.Post },
        [SendEventPath] = new() { ["POST"] = SendEventEndpoint.Post },
    };

    public static ApiResponse Answer(ApiCall call)
    {
        if (!Endpoints.TryGetValue(call.Request.Path, out var methods))
            return ApiResponse.Failure(404, Messages.PathNotFound);
        if (!methods.TryGetValue(call.Request.Method, out var endpoint))
            return ApiResponse.Failure(405, Messages.MethodNotAllowed) with { Allow = string.Join(", ", methods.Keys) };
        return endpoint(call);
    }
}
