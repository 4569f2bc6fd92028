namespace LoopsMapping.Tool.Tests.Harness;

public enum Plan
{
    Free,
    Pro,
}

/// <summary>A contact with everything that a test value can be made of, and something of which none can.</summary>
[LoopsContact(Source = "Shop")]
public sealed record Customer([LoopsUserId] int Number, string Email, string? FirstName, Plan Plan, int Seats, bool? Vip, DateTimeOffset Since, [LoopsMailingList("list-news")] bool? News)
{
    public bool? Subscribed { get; init; }

    public string Label => $"{Plan} {Seats}";
}

[LoopsEvent("Plan Changed")]
public sealed record PlanChanged([LoopsUserId] int Number, string Email, Plan Plan, [LoopsContactProperty("plan")] Plan Now, [LoopsIdempotencyKey] string Key);

[LoopsTransactional("email-invoice")]
public sealed record Invoice(string Email, string Total, IReadOnlyList<InvoiceLine> Lines);

public sealed record InvoiceLine(string Name, int Count);

/// <summary>A second destination of the same project.</summary>
[LoopsDestination(typeof(Customer), typeof(PlanChanged), typeof(Invoice), Name = "Shop")]
public partial class ShopLoops;
