using LoopsMapping;

namespace SegmentGateway.Loops;

/// <summary>Segment's "Order Completed", whose mail counts on an order number, a total that is a number, and a currency.</summary>
/// <param name="UserId">Who has ordered.</param>
/// <param name="Email">Their address, where the SDK sends it along.</param>
/// <param name="OrderId">In the message <c>order_id</c>, as Segment's specification has it; at Loops <c>orderId</c>.</param>
/// <param name="Total">With shipping, taxes and discount.</param>
/// <param name="Currency">As ISO 4217 has it.</param>
/// <param name="Coupon">In the specification <c>coupon</c>; older shops send <c>discount_code</c>.</param>
/// <param name="FirstProduct">All that is sent of <c>products</c>.</param>
[LoopsEvent("Order Completed")]
public sealed record OrderCompleted(
    string UserId,
    string? Email,
    string OrderId,
    double Total,
    string? Currency,
    [LoopsFrom("$.properties.coupon", "$.properties.discount_code")] string? Coupon,
    [LoopsFrom("$.properties.products[0].name")] string? FirstProduct)
{
    /// <summary>Named so that it is held back: Loops takes no lists in an event, and would refuse it whole.</summary>
    [LoopsIgnore]
    public IReadOnlyList<object> Products { get; init; } = [];
}
