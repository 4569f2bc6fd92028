namespace LoopsMapping;

/// <summary>
/// Remembers which webhooks were handled, by their id. Without a registration each process remembers its own last 10,000; an application on several
/// machines registers a store that they share. Resolved from the request's services, so it may be scoped.
/// </summary>
/// <remarks>
/// A claim is followed by <see cref="CompleteAsync"/> or <see cref="ReleaseAsync"/>, unless the process ends in between: a store that outlives
/// processes lets a claim lapse after a while.
/// </remarks>
public interface ILoopsWebhookDeduplication
{
    /// <summary>Takes a webhook for the caller alone, if nobody has it. May wait until whoever has it is done.</summary>
    /// <param name="id">The header <c>webhook-id</c>, verified.</param>
    /// <param name="cancellationToken">Cancelled when Loops closes the connection.</param>
    ValueTask<LoopsWebhookClaim> ClaimAsync(string id, CancellationToken cancellationToken);

    /// <summary>The handler is done: from now on the webhook is <see cref="LoopsWebhookClaim.Handled"/>.</summary>
    /// <param name="id">What was claimed.</param>
    ValueTask CompleteAsync(string id);

    /// <summary>The handler threw: the webhook is as if it had never come, so that Loops' next try is handled.</summary>
    /// <param name="id">What was claimed.</param>
    ValueTask ReleaseAsync(string id);
}
