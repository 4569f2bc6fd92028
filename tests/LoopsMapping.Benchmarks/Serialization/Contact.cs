using System.Text.Json.Serialization;

namespace LoopsMapping.Benchmarks.Serialization;

/// <summary>The contact that every serializer writes: nine members, as an application has them.</summary>
[LoopsContact]
public sealed class Contact
{
    public required string Email { get; init; }

    public required string UserId { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Company { get; init; }

    public string? Plan { get; init; }

    public int Seats { get; init; }

    public bool Trial { get; init; }

    public DateTime SignedUpAt { get; init; }

    public static Contact Plain { get; } = With("Adam", "Kirby", "Acme Corporation", "Professional");

    /// <summary>As people type it: quotes, a backslash, a line break, letters beyond ASCII, one text each.</summary>
    public static Contact Escaped { get; } = With("Adam \"AJ\"", "Kirby-Müller", "Acme Corp.\nBerlin", "Professional\\EU");

    private static Contact With(string firstName, string lastName, string company, string plan) => new()
    {
        Email = "adam.kirby@example.com",
        UserId = "user-a5h7xb20",
        FirstName = firstName,
        LastName = lastName,
        Company = company,
        Plan = plan,
        Seats = 42,
        Trial = true,
        // The last digit is not 0, which System.Text.Json would leave out.
        SignedUpAt = new(2026, 11, 24, 9, 41, 7, 123, DateTimeKind.Utc),
    };
}

/// <summary>The maps of this project.</summary>
[LoopsDestination(typeof(Contact))]
public partial class BenchmarkLoops;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(Contact))]
[JsonSerializable(typeof(ContactDto))]
internal sealed partial class ContactJson : JsonSerializerContext;
