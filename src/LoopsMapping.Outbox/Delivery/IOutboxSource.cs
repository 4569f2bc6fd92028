namespace LoopsMapping.Outbox.Delivery;

/// <summary>Where records of a destination are committed before the outbox has them.</summary>
internal interface IOutboxSource
{
    /// <summary>Moves to the outbox what is committed by now, and waits until that, and what was moved before, is settled.</summary>
    Task FlushAsync(string team, CancellationToken cancellationToken);
}
