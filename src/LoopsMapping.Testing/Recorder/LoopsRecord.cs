namespace LoopsMapping.Testing;

/// <summary>One value, or one deletion, that a <see cref="LoopsRecorder"/> was handed.</summary>
/// <param name="Kind">Contact, event, transactional email or deletion.</param>
/// <param name="Value">The annotated object itself; the <see cref="LoopsDeletion"/> of a deletion.</param>
/// <param name="Mapping">The mapping's name: the event name of an event, else the class name.</param>
/// <param name="Body">The JSON that Loops would have got.</param>
/// <param name="IdempotencyKey">The key it would have been sent with; <see langword="null"/> for contacts and deletions.</param>
public sealed record LoopsRecord(LoopsRecordKind Kind, object Value, string Mapping, string Body, string? IdempotencyKey);
