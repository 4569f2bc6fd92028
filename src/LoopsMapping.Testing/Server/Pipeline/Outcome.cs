using LoopsMapping.Testing.Endpoints;
using LoopsMapping.Testing.Rate;
using LoopsMapping.Testing.Webhooks;

namespace LoopsMapping.Testing.Pipeline;

/// <summary>What became of a request.</summary>
/// <param name="Request">The request.</param>
/// <param name="Response">The answer; without one, the connection is cut.</param>
/// <param name="Rate">What the rate headers say.</param>
/// <param name="Held">What the answer waits for.</param>
/// <param name="Webhooks">The webhooks that follow from it.</param>
internal readonly record struct Outcome(LoopsServerRequest Request, ApiResponse? Response, RateState Rate, Task Held, IReadOnlyList<WebhookDraft> Webhooks);
