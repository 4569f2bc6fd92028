using LoopsMapping.Testing.Endpoints;
using LoopsMapping.Testing.Rate;

namespace LoopsMapping.Testing.Pipeline;

/// <summary>What became of a request; without a response, its connection is cut.</summary>
internal readonly record struct Outcome(LoopsServerRequest Request, ApiResponse? Response, RateState Rate);
