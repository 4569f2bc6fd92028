namespace LoopsMapping.Testing.Endpoints;

/// <summary>What a key does to the endpoints that take one.</summary>
internal static class IdempotentCall
{
    private const int MaxKeyLength = 100;

    public static ApiResponse Once(ApiCall call, Func<ApiCall, ApiResponse> send)
    {
        if (call.Request.IdempotencyKey is not { } key)
            return send(call);
        if (key.Length > MaxKeyLength)
            throw new RefusedException(400, Messages.KeyTooLong);
        var (keys, options) = (call.Team.Keys, call.Team.Options);
        if (options.AcceptIdenticalReplays && keys.IsReplay(call.Request, call.Now))
            return ApiResponse.Success with { TookEffect = false };
        if (keys.IsUsed(call.Request, call.Now))
            throw new RefusedException(409, Messages.KeyUsed);

        try
        {
            var response = send(call);
            keys.Use(call.Request, call.Now);
            return response;
        }
        catch (RefusedException refusal) when (options.RefusedRequestsUseKeys)
        {
            keys.Use(call.Request, call.Now);
            throw new RefusedException(refusal.Response with { TookEffect = true });
        }
    }
}
