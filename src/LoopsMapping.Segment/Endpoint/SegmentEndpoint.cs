using System.Diagnostics;
using System.Text.Json;
using LoopsMapping.Outbox;
using LoopsMapping.Segment.Mapping;
using LoopsMapping.Segment.Messages;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.ObjectPool;

namespace LoopsMapping.Segment.Endpoint;

/// <summary>One kind of request of Segment SDKs, from its body to its answer.</summary>
/// <param name="sources">The destinations.</param>
/// <param name="limit">How many requests are worked on at a time.</param>
/// <param name="pool">Keeps what bodies are listed in.</param>
/// <param name="logger">Takes what is logged.</param>
internal sealed class SegmentEndpoint(SegmentSources sources, RequestLimit limit, ObjectPool<MessageIndex> pool, ILogger logger)
{
    private const int MaxBatchLength = 500 * 1024;
    private const int MaxMessages = 2_500;

    /// <summary>What the body is expected to be.</summary>
    public BodyShape Shape { get; init; }

    /// <summary>The type of the message that the path says; empty where each message says its own.</summary>
    public byte[] ImpliedType { get; init; } = [];

    /// <summary>Whether a signature says whose it is, and not a write key.</summary>
    public bool IsSigned { get; init; }

    public async Task AnswerAsync(HttpContext context)
    {
        try
        {
            var refusal = limit.TryEnter() ? await TakeAsync(context).ConfigureAwait(false) : Refusal.Busy;
            if (refusal is null)
            {
                await Answers.AcceptAsync(context).ConfigureAwait(false);
                return;
            }
            if (refusal.Status < 500)
                SegmentLog.Refused(logger, context.Request.Path, refusal.Status, refusal.Reason);
            await Answers.RefuseAsync(context, refusal).ConfigureAwait(false);
        }
        catch (BadHttpRequestException exception)
        {
            // The server's own objection: a body that stops early, or one over its limit.
            await Answers.RefuseAsync(context, new(exception.StatusCode, exception.Message)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The SDK went away: there is nobody to answer, and it tries again.
            context.Abort();
        }
    }

    private async Task<Refusal?> TakeAsync(HttpContext context)
    {
        try
        {
            using var body = new RequestBody();
            var maxLength = Shape == BodyShape.Message ? MessageMapper.MaxMessageLength : MaxBatchLength;
            var key = WriteKeys.OfHeader(context.Request);
            if (key is not null && !IsSigned && sources.Find(context, key, out var unknown) is null)
                return unknown;
            if (await body.ReadAsync(context.Request, maxLength, context.RequestAborted).ConfigureAwait(false) is { } refusal)
                return refusal;
            return await TakeAsync(context, body, key).ConfigureAwait(false);
        }
        finally
        {
            limit.Leave();
        }
    }

    private async Task<Refusal?> TakeAsync(HttpContext context, RequestBody body, string? key)
    {
        var index = pool.Get();
        using var bodies = new MessageBodies();
        try
        {
            index.Reset(body.Json);
            index.ImpliedType = ImpliedType;
            if (Read(index) is { } malformed)
                return malformed;
            var source = IsSigned
                ? sources.FindBySignature(body.Bytes, context.Request.Headers[WebhookSignature.Header].ToString(), out var refusal)
                : sources.Find(context, key ?? WriteKeyOf(index), out refusal);
            if (source is null)
                return refusal;

            var requests = new List<LoopsOutboxMessage>(index.Messages.Length);
            source.Mapper.Map(index, bodies, Activity.Current?.Id, requests);
            var taken = await source.TakeAsync(requests, context.RequestAborted).ConfigureAwait(false);
            Log(source, index.Messages.Length, requests, taken);
            return null;
        }
        catch (LoopsOutboxException exception)
        {
            SegmentLog.StoreFailed(logger, context.Request.Path, exception);
            return Refusal.StoreFailed;
        }
        finally
        {
            pool.Return(index);
        }
    }

    private Refusal? Read(MessageIndex index)
    {
        try
        {
            if (MessageReader.Read(index, Shape) is { } problem)
                return Refusal.WrongShape(problem);
            return index.Messages.Length > MaxMessages ? Refusal.TooMany(index.Messages.Length) : null;
        }
        catch (JsonException exception)
        {
            return Refusal.NotJson with { Reason = $"The body is no JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine})." };
        }
    }

    /// <summary>The key of the batch, else that of its first message.</summary>
    private static string? WriteKeyOf(MessageIndex index)
    {
        var entry = index.Batch.WriteKey;
        if (entry < 0 && index.Messages.Length > 0)
            entry = index.Messages[0].WriteKey;
        return entry >= 0 && SegmentValue.Of(index, entry) is { Kind: SegmentValueKind.String } key ? key.ToText() : null;
    }

    private void Log(SegmentSource source, int messages, List<LoopsOutboxMessage> requests, Taken taken)
    {
        if (taken.DeadLetters > 0)
            SegmentLog.DeadLetters(logger, taken.DeadLetters, messages, source.Name, requests.First(static request => request.Failure is not null).Failure!.Detail);
        SegmentLog.Took(logger, messages, source.Name, taken.Enqueued, taken.Duplicates, taken.DeadLetters, taken.HeldBack, taken.Shadowed);
    }
}
