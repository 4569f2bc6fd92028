namespace LoopsMapping.Outbox.PostgreSql.Moving;

/// <summary>What a move has brought.</summary>
/// <param name="Pending">Messages that wait now.</param>
/// <param name="DeadLetters">Dead letters.</param>
/// <param name="Duplicates">Messages that were there already, under their keys.</param>
/// <param name="LanesBehind">Lanes in which something waited before, which goes first.</param>
internal sealed record MoveResult(long Pending, long DeadLetters, long Duplicates, long LanesBehind);
