namespace LoopsMapping.Testing.Endpoints;

/// <summary><c>GET api-key</c>: says whose key it is.</summary>
internal static class ApiKeyEndpoint
{
    public static ApiResponse Get(ApiCall call) => ApiResponse.SuccessWith("teamName", call.Team.Options.TeamName);
}
