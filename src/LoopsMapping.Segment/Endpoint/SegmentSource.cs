using LoopsMapping.Delivery;
using LoopsMapping.Outbox;
using LoopsMapping.Outbox.Dispatch;
using LoopsMapping.Segment.Mapping;

namespace LoopsMapping.Segment.Endpoint;

/// <summary>One destination and what feeds it: one call of <c>MapSegment</c>.</summary>
/// <param name="name">What people call the destination.</param>
/// <param name="mapper">Its mappings.</param>
/// <param name="transport">Its way to Loops, which says what may go out.</param>
/// <param name="outbox">Where it delivers.</param>
/// <param name="shadow">Where it records instead; <see langword="null"/> when it delivers.</param>
internal sealed class SegmentSource(string name, MessageMapper mapper, Transport transport, Outbox.Dispatch.Outbox outbox, ShadowFile? shadow)
{
    public string Name => name;

    public MessageMapper Mapper => mapper;

    /// <summary>Makes requests and dead letters durable.</summary>
    /// <returns>How many were new, came before, were held back, and are dead letters.</returns>
    /// <exception cref="LoopsOutboxException">None is stored.</exception>
    public async Task<Taken> TakeAsync(List<LoopsOutboxMessage> requests, CancellationToken cancellationToken)
    {
        if (shadow is not null)
        {
            await shadow.AppendAsync(requests, cancellationToken).ConfigureAwait(false);
            return new() { Shadowed = requests.Count };
        }
        var options = transport.Options;
        var heldBack = options.Mode == LoopsMode.Log || options.AllowedRecipients.Count > 0 ? requests.RemoveAll(IsHeldBack) : 0;
        if (requests.Count == 0)
            return new() { HeldBack = heldBack };
        var tickets = await outbox.EnqueueAsync(requests, cancellationToken).ConfigureAwait(false);
        var taken = new Taken { HeldBack = heldBack };
        for (var i = 0; i < tickets.Count; i++)
        {
            switch (tickets[i].Entry)
            {
                case LoopsOutboxEntry.Enqueued:
                    OutboxTelemetry.Enqueued(requests[i].Name, requests[i].Team);
                    taken.Enqueued++;
                    break;
                case LoopsOutboxEntry.DeadLetter:
                    taken.DeadLetters++;
                    break;
                default:
                    taken.Duplicates++;
                    break;
            }
        }
        return taken;
    }

    private bool IsHeldBack(LoopsOutboxMessage request)
        => request.Failure is null
            && transport.HoldsBack(new(new HttpMethod(request.Method), request.Path, request.Name) { Body = request.Body, Contact = request.Lane }, request.Email);
}

/// <summary>What became of the messages of a request.</summary>
internal record struct Taken
{
    public int Enqueued { get; set; }
    public int Duplicates { get; set; }
    public int DeadLetters { get; set; }
    public int HeldBack { get; set; }
    public int Shadowed { get; set; }
}
