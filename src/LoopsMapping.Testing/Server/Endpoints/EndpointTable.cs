using Methods = System.Collections.Generic.Dictionary<string, System.Func<LoopsMapping.Testing.Endpoints.ApiCall, LoopsMapping.Testing.Endpoints.ApiResponse>>;

namespace LoopsMapping.Testing.Endpoints;

/// <summary>Which endpoint answers what. A path and its methods are one row.</summary>
internal static class EndpointTable
{
    public const string TransactionalPath = Root + "transactional";

    private const string SendEventPath = Root + "events/send";

    private const string Root = "/api/v1/";

    private static readonly Dictionary<string, Methods> Endpoints = new(StringComparer.Ordinal)
    {
        [Root + "api-key"] = new() { ["GET"] = ApiKeyEndpoint.Get },
        [Root + "contacts/create"] = new() { ["POST"] = CreateContactEndpoint.Post },
        [Root + "contacts/update"] = new() { ["PUT"] = UpdateContactEndpoint.Put },
        [Root + "contacts/find"] = new() { ["GET"] = FindContactEndpoint.Get },
        [Root + "contacts/delete"] = new() { ["POST"] = DeleteContactEndpoint.Post },
        [Root + "contacts/properties"] = new() { ["GET"] = ContactPropertiesEndpoint.Get, ["POST"] = ContactPropertiesEndpoint.Post },
        [Root + "contacts/suppression"] = new() { ["GET"] = SuppressionEndpoint.Get, ["DELETE"] = SuppressionEndpoint.Delete },
        [Root + "lists"] = new() { ["GET"] = MailingListsEndpoint.Get },
        [SendEventPath] = new() { ["POST"] = SendEventEndpoint.Post },
        [Root + "event-patterns"] = new() { ["GET"] = EventPatternsEndpoint.Get },
        [TransactionalPath] = new() { ["GET"] = TransactionalListEndpoint.GetPublished, ["POST"] = SendTransactionalEndpoint.Post },
        [Root + "transactional-emails"] = new() { ["GET"] = TransactionalListEndpoint.GetAll },
        [Root + "dedicated-sending-ips"] = new() { ["GET"] = SendingIpsEndpoint.Get },
    };

    /// <summary>Paths whose last segment is a value.</summary>
    private static readonly Dictionary<string, Methods> EndpointsOfOne = new(StringComparer.Ordinal)
    {
        [Root + "event-patterns/"] = new() { ["GET"] = EventPatternsEndpoint.GetById },
        [Root + "event-patterns/by-name/"] = new() { ["GET"] = EventPatternsEndpoint.GetByName },
    };

    public static bool TakesKey(string path) => path is SendEventPath or TransactionalPath;

    public static ApiResponse Answer(ApiCall call)
    {
        if (Find(call.Request.Path) is not { } methods)
            return ApiResponse.Failure(404, Messages.PathNotFound);
        if (!methods.TryGetValue(call.Request.Method, out var endpoint))
            return ApiResponse.Failure(405, Messages.MethodNotAllowed) with { Headers = new Dictionary<string, string> { ["Allow"] = string.Join(", ", methods.Keys) } };
        return endpoint(call);
    }

    private static Methods? Find(string path)
    {
        if (Endpoints.TryGetValue(path, out var methods))
            return methods;
        var end = path.LastIndexOf('/') + 1;
        return end < path.Length ? EndpointsOfOne.GetValueOrDefault(path[..end]) : null;
    }
}
