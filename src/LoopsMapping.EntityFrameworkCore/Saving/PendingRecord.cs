using LoopsMapping.Outbox;

namespace LoopsMapping.EntityFrameworkCore.Saving;

/// <summary>What was handed to a context and is not saved yet: it becomes a request when the keys of its object are known.</summary>
/// <param name="toMessage">Makes the request, as the outbox takes it; <see langword="null"/> when it is held back.</param>
internal sealed class PendingRecord(Func<LoopsOutboxMessage?> toMessage)
{
    public Guid RecordId { get; } = Guid.CreateVersion7();

    /// <exception cref="LoopsValidationException">The object cannot be sent.</exception>
    public LoopsOutboxMessage? ToMessage() => toMessage();
}
