namespace LoopsMapping;

/// <summary>
/// On an event or a transactional email: the member is its <c>Idempotency-Key</c>. Loops takes a request with the same key once within 24
/// hours, so a value that stays the same when your own code tries again (an order number) keeps it from being mailed twice.
/// </summary>
/// <remarks>
/// The value is 1–100 printable ASCII characters; <see langword="null"/>, blank text, <c>0</c> and an empty Guid are none, and a new UUID takes
/// their place. The member is no event property and no data variable unless it also has <see cref="LoopsPropertyAttribute"/>. A key in <c>LoopsSendOptions</c> goes
/// first.
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class LoopsIdempotencyKeyAttribute : Attribute;
