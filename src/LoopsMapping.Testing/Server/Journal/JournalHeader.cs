using System.Text.Json.Serialization;
using LoopsMapping.Testing.State;

namespace LoopsMapping.Testing.Journal;

/// <summary>The first line of a journal: what it is, and what the team began with.</summary>
internal sealed record JournalHeader
{
    public const int CurrentVersion = 1;

    /// <summary>What the file begins with, so that nobody's other file is taken for a journal.</summary>
    public static ReadOnlySpan<byte> Start => "{\"loopsServerJournal\":"u8;

    [JsonPropertyName("loopsServerJournal")]
    [JsonPropertyOrder(-1)]
    public required int Version { get; init; }

    public required string IdSeed { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public static JournalHeader Of(TeamOrigin origin) => new() { Version = CurrentVersion, IdSeed = origin.IdSeed, CreatedAt = origin.CreatedAt };
}
