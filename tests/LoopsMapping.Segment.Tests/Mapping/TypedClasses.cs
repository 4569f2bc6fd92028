using System.Globalization;
using System.Text.Json.Serialization;

namespace LoopsMapping.Segment.Tests.Mapping;

public enum Level
{
    Basic,
    [JsonStringEnumMemberName("pro plan")]
    Pro,
}

[LoopsContact]
public sealed record Person(
    [LoopsUserId] string Id,
    string? Email,
    string? FirstName,
    [LoopsFrom("$.traits.plan_name", "$.context.traits.plan")] string? Plan,
    int? LoginCount,
    decimal? Balance,
    double? Ratio,
    bool? IsAdmin,
    DateTimeOffset? CreatedAt,
    DateOnly? Birthday,
    Level? Level,
    Guid? AccountId,
    Uri? Homepage,
    char? Grade,
    [LoopsProperty(Format = "000")] int? Number,
    [LoopsProperty("nick", Nulls = LoopsNulls.Clear)] string? Nickname,
    [LoopsMailingList("cm06f5v0e45nf0ml5754o9cix")] bool? Newsletter)
{
    [LoopsIgnore]
    public string? Password { get; init; }

    [LoopsProperty(Convert = nameof(Shout))]
    public string? Motto { get; init; }

    public string Initial => FirstName is { Length: > 0 } name ? name[..1] : "";

    internal static string Shout(string? text) => text?.ToUpper(CultureInfo.InvariantCulture) ?? "";
}

[LoopsDestination(typeof(Person))]
public partial class PersonLoops;

[LoopsContact(Only = true, Source = "App", UserGroup = "beta")]
public sealed record Lean(string? Email, string? Plan);

[LoopsDestination(typeof(Lean))]
public partial class LeanLoops;

[LoopsEvent("Order Completed")]
public sealed record OrderCompleted(string? UserId, string? Email, [LoopsFrom("$.properties.order_id")] string OrderId, decimal? Total, [LoopsContactProperty("lastOrder")] DateTimeOffset? OrderedAt);

[LoopsEvent("Big Order", Trigger = "event = \"Order Completed\" and properties.total >= 100", Only = true)]
public sealed record BigOrder(string? UserId, decimal? Total);

[LoopsContact(Trigger = "type = \"track\" and event = \"Order Completed\"")]
public sealed record Buyer([LoopsUserId] string Id, string? Email, [LoopsFrom("$.properties.total")] decimal? LastTotal);

[LoopsDestination(typeof(OrderCompleted), typeof(Buyer), typeof(BigOrder))]
public partial class ShopLoops;

[LoopsEvent("Left")]
public sealed record Left([LoopsFrom("$.properties.account.owner", "$.userId")] string? UserId, [LoopsIdempotencyKey] string? Key, string? Reason);

[LoopsDestination(typeof(Left))]
public partial class LeftLoops;
