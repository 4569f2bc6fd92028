using LoopsMapping.Delivery;

namespace LoopsMapping.Outbox.Delivery;

/// <summary>Requests as an outbox takes them.</summary>
internal static class OutboxMessages
{
    public static LoopsOutboxMessage Of<T>(LoopsMap<T> map, LoopsRequest request, LoopsSendOptions? options, Transport transport) => new()
    {
        Team = transport.Team.Name,
        Lane = request.Lane,
        Method = request.Method.Method,
        Path = request.Path,
        Name = map.Name,
        Body = request.Body,
        IdempotencyKey = request.IdempotencyKey,
        HasCallerIdempotencyKey = request.HasCallerIdempotencyKey,
        Priority = options?.Priority ?? LoopsPriority.Live,
        Email = request.Email,
        UserId = request.UserId,
        ExpiresAfter = request.ExpiresAfter,
        Mapping = map is LoopsContactMap<T> ? typeof(T).FullName : null,
        SkipUnchanged = options?.Backfill?.SkipUnchanged ?? false,
        Run = options?.Backfill?.Run,
    };

    /// <returns><see langword="null"/> when it is held back.</returns>
    public static LoopsOutboxMessage? Of(LoopsDeletion deletion, Transport transport)
    {
        var body = deletion.CreateBody();
        var call = new LoopsCall(HttpMethod.Post, LoopsDeletion.RequestPath, LoopsDeletion.RequestPath) { Body = body, Contact = deletion.Lane };
        if (transport.Options.Mode == LoopsMode.Log && transport.HoldsBack(call, deletion.Email))
            return null;
        return new()
        {
            Team = transport.Team.Name,
            Lane = deletion.Lane,
            Method = HttpMethod.Post.Method,
            Path = LoopsDeletion.RequestPath,
            Name = LoopsDeletion.RequestPath,
            Body = body,
            Email = deletion.Email,
            UserId = deletion.UserId,
            DeletesContact = true,
        };
    }
}
