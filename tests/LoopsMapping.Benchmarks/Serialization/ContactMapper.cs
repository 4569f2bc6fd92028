using Riok.Mapperly.Abstractions;

namespace LoopsMapping.Benchmarks.Serialization;

/// <summary>What a mapper without a writer needs: a second class of the shape that is sent.</summary>
public sealed class ContactDto
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
}

[Mapper]
internal static partial class ContactMapper
{
    public static partial ContactDto ToDto(Contact contact);
}
