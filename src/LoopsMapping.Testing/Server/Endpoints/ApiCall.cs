using LoopsMapping.Testing.Pipeline;
using LoopsMapping.Testing.State;

namespace LoopsMapping.Testing.Endpoints;

/// <summary>What an endpoint works on.</summary>
internal readonly record struct ApiCall(ApiRequest Request, LoopsTeam Team, DateTimeOffset Now);
