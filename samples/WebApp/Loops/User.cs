using System.Text.Json.Serialization;
using LoopsMapping;

namespace WebApp.Loops;

/// <summary>Somebody who has an account: a row of the database, and a contact in Loops.</summary>
[LoopsContact]
public sealed class User
{
    [LoopsUserId]
    public required Guid Id { get; init; }

    public required string Email
    {
        get;
        init
        {
            field = value;
            NormalizedEmail = Normalize(value);
        }
    }

    /// <summary>The address as the database compares it: no two accounts have one, however they spell it.</summary>
    [LoopsIgnore]
    [JsonIgnore]
    public string NormalizedEmail { get; private init; } = "";

    public string? FirstName { get; init; }

    public required Plan Plan { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What the person has decided; null, which Loops is not told, as long as nobody has asked.</summary>
    [LoopsMailingList(LoopsIds.Newsletter)]
    public bool? Newsletter { get; set; }

    public static string Normalize(string email) => email.ToUpperInvariant();
}
