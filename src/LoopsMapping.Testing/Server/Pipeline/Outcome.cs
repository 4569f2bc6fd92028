using LoopsMapping.Testing.Endpoints;

namespace LoopsMapping.Testing.Pipeline;

/// <summary>What became of a request; without a response, its connection is cut.</summary>
internal readonly record struct Outcome(LoopsServerRequest Request, ApiResponse? Response, RateState Rate);
