// The classes of docs/migrating-from-segment.md.
namespace LoopsMapping.Segment.Tests.Docs;

[LoopsContact(Trigger = """type = "identify" and traits.account_type != "partner" """)]
public sealed record Customer(
    string UserId,
    string? Email,
    [LoopsFrom("$.traits.plan")] string? UserGroup,
    [LoopsFrom("$.traits.created_at")] DateTimeOffset? CreatedAt,
    int? Seats);

[LoopsContact(UserGroup = "Partners", Trigger = """type = "identify" and traits.account_type = "partner" """)]
public sealed record Partner(
    string UserId,
    string? Email,
    [LoopsFrom("$.traits.company.name")] string? Company,
    [LoopsFrom("$.traits.newsletter"), LoopsMailingList("cm06f5v0e45nf0ml5754o9cix")] bool? Newsletter);

[LoopsEvent("Order Completed", Only = true)]
public sealed record OrderCompleted(
    string UserId,
    string? Email,
    [LoopsFrom("$.properties.order_id")] string OrderNumber,
    double Total,
    [LoopsFrom("$.properties.products[0].name")] string? Item);

[LoopsEvent("Big Order", Only = true, Trigger = """type = "track" and event = "Order Completed" and properties.total >= 500""")]
public sealed record BigOrder(string UserId, string? Email, double Total);

[LoopsEvent("Cart Opened", Trigger = """type = "track" and (event = "Checkout Started" or event = "Cart Viewed")""")]
public sealed record CartOpened(string UserId, string? Email);

[LoopsEvent("Plan Changed")]
public sealed record PlanChanged(
    string UserId,
    string? Email,
    [LoopsFrom("$.properties.new_plan"), LoopsContactProperty] string Plan);

[LoopsEvent("Invoice Changed", Only = true, Trigger = """type = "track" and match(event, "Invoice *")""")]
public sealed record InvoiceChanged(string UserId, string? Email, string Status, [LoopsFrom("$.event")] string Change);

[LoopsEvent("Trial Lost", Trigger = """type = "track" and event = "Trial Ended" and properties.converted != true""")]
public sealed record TrialLost(string UserId, string? Email);

[LoopsEvent("Unhappy Feedback", Trigger = """type = "track" and event = "Feedback Given" and properties.score <= 6""")]
public sealed record UnhappyFeedback(string UserId, string? Email, int Score);

[LoopsDestination(
    typeof(Customer), typeof(Partner), typeof(OrderCompleted), typeof(BigOrder), typeof(CartOpened), typeof(PlanChanged), typeof(InvoiceChanged),
    typeof(TrialLost), typeof(UnhappyFeedback))]
public partial class ShopLoops;
