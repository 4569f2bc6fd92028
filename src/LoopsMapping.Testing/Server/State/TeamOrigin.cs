namespace LoopsMapping.Testing.State;

/// <summary>What a team begins with. Two teams of one origin that are told the same are the same, ids included.</summary>
/// <param name="IdSeed">What the ids of its contacts are made of.</param>
/// <param name="CreatedAt">When it began.</param>
internal sealed record TeamOrigin(string IdSeed, DateTimeOffset CreatedAt)
{
    public static TeamOrigin Create(TimeProvider time) => new(LoopsId.Create(), time.GetUtcNow());
}
