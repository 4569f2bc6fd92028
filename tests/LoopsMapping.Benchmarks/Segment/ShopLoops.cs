namespace LoopsMapping.Benchmarks.Segment;

[LoopsContact]
public sealed record Customer([LoopsUserId] string Id, string? Email, string? FirstName, string? LastName, string? Plan, int? Logins, bool? Trial);

[LoopsEvent("Order Completed")]
public sealed record OrderCompleted(string? UserId, string? Email, [LoopsFrom("$.properties.order_id")] string? OrderId, decimal? Total, string? Currency);

[LoopsDestination(typeof(Customer), typeof(OrderCompleted))]
public partial class ShopLoops;
