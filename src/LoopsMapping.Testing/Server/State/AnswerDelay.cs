namespace LoopsMapping.Testing.State;

/// <summary>What the answer of a request waits for.</summary>
/// <param name="Begin">Called once the request is recorded: whoever sees it there can count on the delay having begun.</param>
/// <param name="Forget">Called when no request will come.</param>
internal sealed record AnswerDelay(Func<LoopsServerRequest, Task> Begin, Action Forget);
