namespace LoopsMapping.Benchmarks.Outbox;

/// <summary>What is enqueued.</summary>
[LoopsEvent("Order Placed")]
internal sealed record OrderPlaced(string UserId, string Email, int Number, string Plan);

/// <summary>The client that enqueues it.</summary>
[LoopsDestination(typeof(OrderPlaced))]
internal sealed partial class BenchmarkLoops;
