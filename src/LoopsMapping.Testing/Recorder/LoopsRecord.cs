namespace LoopsMapping.Testing;

/// <summary>One value that a <see cref="LoopsRecorder"/> was handed.</summary>
/// <param name="Kind">Contact, event or transactional email.</param>
/// <param name="Value">The annotated object itself.</param>
/// <param name="Mapping">The mapping's name: the event name of an event, else the class name.</param>
/// <param name="Body">The JSON that Loops would have got.</param>
/// <param name="IdempotencyKey">The key it would have been sent with; <see langword="null"/> for contacts.</param>
public sealed record LoopsRecord(LoopsRecordKind Kind, object Value, string Mapping, string Body, string? IdempotencyKey);
