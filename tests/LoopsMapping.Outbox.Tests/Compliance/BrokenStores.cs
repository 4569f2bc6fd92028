using LoopsMapping.Outbox.Tests.Harness;

namespace LoopsMapping.Outbox.Tests.Compliance;

/// <summary>Hands claims out from the back.</summary>
internal sealed class ReversedStore : ForwardingStore
{
    public override async Task<LoopsOutboxClaims> ClaimAsync(string team, int maxCount, TimeSpan lease, CancellationToken cancellationToken)
    {
        var claims = await base.ClaimAsync(team, maxCount, lease, cancellationToken);
        return claims with { Claims = [.. claims.Claims.Reverse()] };
    }
}

/// <summary>Does not record attempts.</summary>
internal sealed class ForgetfulStore : ForwardingStore
{
    public override Task<bool> MarkAttemptAsync(LoopsOutboxClaim claim, CancellationToken cancellationToken) => Task.FromResult(true);
}

/// <summary>Takes a deletion for any other message.</summary>
internal sealed class UndeletingStore : ForwardingStore
{
    public override Task<IReadOnlyList<LoopsOutboxTicket>> EnqueueAsync(IReadOnlyList<LoopsOutboxMessage> messages, CancellationToken cancellationToken) =>
        base.EnqueueAsync([.. messages.Select(static message => message is null ? null! : message with { DeletesContact = false })], cancellationToken);
}

/// <summary>Stores a batch one by one.</summary>
internal sealed class PiecemealStore : ForwardingStore
{
    public override async Task<IReadOnlyList<LoopsOutboxTicket>> EnqueueAsync(IReadOnlyList<LoopsOutboxMessage> messages, CancellationToken cancellationToken)
    {
        var tickets = new List<LoopsOutboxTicket>();
        foreach (var message in messages)
            tickets.AddRange(await base.EnqueueAsync([message], cancellationToken));
        return tickets;
    }
}

/// <summary>Lets everybody settle whatever they ever claimed, whoever has it now.</summary>
internal sealed class UnfencedStore : ForwardingStore
{
    private readonly Dictionary<long, LoopsOutboxClaim> _last = [];

    public override async Task<LoopsOutboxClaims> ClaimAsync(string team, int maxCount, TimeSpan lease, CancellationToken cancellationToken)
    {
        var claims = await base.ClaimAsync(team, maxCount, lease, cancellationToken);
        lock (_last)
        {
            foreach (var claim in claims.Claims)
                _last[claim.Id] = claim;
        }
        return claims;
    }

    public override Task<bool> MarkAttemptAsync(LoopsOutboxClaim claim, CancellationToken cancellationToken) => base.MarkAttemptAsync(_last[claim.Id], cancellationToken);
}

/// <summary>Keeps no message of a team apart from another's.</summary>
internal sealed class OneTeamStore : ForwardingStore
{
    public override Task<LoopsOutboxClaims> ClaimAsync(string team, int maxCount, TimeSpan lease, CancellationToken cancellationToken) =>
        base.ClaimAsync("team", maxCount, lease, cancellationToken);

    public override Task<IReadOnlyList<LoopsOutboxTicket>> EnqueueAsync(IReadOnlyList<LoopsOutboxMessage> messages, CancellationToken cancellationToken) =>
        base.EnqueueAsync([.. messages.Select(static message => message is null ? null! : message with { Team = "team" })], cancellationToken);
}

/// <summary>Ends a pause by itself.</summary>
internal sealed class ImpatientStore : ForwardingStore
{
    public override Task PauseAsync(string team, string reason, TimeSpan probeAfter, CancellationToken cancellationToken) => base.PauseAsync(team, reason, TimeSpan.Zero, cancellationToken);
}

/// <summary>Does not work at all.</summary>
internal sealed class ClosedStore : ForwardingStore
{
    public override Task OpenAsync(CancellationToken cancellationToken) => throw new LoopsOutboxException("The disk is full.");
}
