using System.Numerics;
using System.Text.Json.Serialization;

namespace LoopsMapping.Tests.Api;

public enum Level
{
    Low,
    [JsonStringEnumMemberName("very high")]
    High,
}

/// <summary>Every type that is read, in a constructor.</summary>
[LoopsContact]
public sealed record Everything(
    string Email,
    [LoopsUserId] int Id,
    char? Grade,
    Guid? Key,
    Uri? Site,
    Level Level,
    Level? Next,
    double Ratio,
    long? Big,
    BigInteger? Huge,
    bool? Vip,
    DateTime? Seen,
    DateTimeOffset? CreatedAt,
    DateOnly? Birthday,
    [LoopsMailingList("list1")] bool? News,
    [LoopsMailingList("list2")] bool Offers,
    [LoopsProperty(Format = "F1")] decimal? Score = null,
    string Plan = "Free",
    int Seats = 3,
    Level Default = Level.High);

/// <summary>Members that are set after a constructor without parameters.</summary>
[LoopsContact]
public class Settable
{
    public required string Email { get; set; }
    public string? FirstName { get; set; } = "Nobody";
    public string Company { get; set; } = "None";
    public int Seats { get; set; } = 7;
    public string Language { get; init; } = "unread";
    public int? Age { get; init; }
    public string Domain => Email.Split('@')[1];
    [LoopsProperty("tags", Convert = nameof(Join))] public string[] Tags { get; set; } = ["own"];
    internal string? Hidden { get; set; }
    public static string Join(string[] tags) => string.Join(',', tags);
}

[LoopsContact]
public readonly record struct Visitor(string Email, int Visits);

[LoopsContact]
public sealed class Chosen
{
    public Chosen() => Email = "wrong";

    [JsonConstructor]
    public Chosen(string email, string? note = null) => (Email, Note) = (email, note);

    public string Email { get; }

    public string? Note { get; }
}

/// <summary>Two constructors, and nothing that chooses.</summary>
[LoopsContact]
public sealed class Unreadable
{
    public Unreadable(string email) => Email = email;

    public Unreadable(string email, int seats) => (Email, Seats) = (email, seats);

    public string Email { get; }

    public int Seats { get; }
}

[LoopsDestination(typeof(Everything), typeof(Settable), typeof(Visitor), typeof(Chosen), typeof(Unreadable))]
public partial class ReadingLoops;
