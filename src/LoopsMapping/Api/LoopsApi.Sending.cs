using LoopsMapping.Api;
using LoopsMapping.Delivery;
using LoopsMapping.Mapping;

namespace LoopsMapping;

public sealed partial class LoopsApi
{
    /// <summary>Sends an event that no class maps (Loops: <c>POST /v1/events/send</c>).</summary>
    /// <param name="data">The event.</param>
    /// <param name="idempotencyKey">A key that stays the same when your own code tries again; a new one when left out.</param>
    /// <param name="cancellationToken">Cancels the wait; a request under way may still arrive.</param>
    /// <returns>Whether it was accepted now, or before under the same key, or held back.</returns>
    /// <exception cref="LoopsBadRequestException">Loops does not take a value, or does not know the user id and has no email to create it with.</exception>
    public Task<LoopsReceipt> SendEventAsync(LoopsEventData data, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        return SendOnceAsync(new(HttpMethod.Post, "events/send", "events/send") { Body = ApiBody.Write(data.WriteTo), Contact = data.UserId ?? data.Email ?? "" }, data.Email, idempotencyKey, cancellationToken);
    }

    /// <summary>Sends a transactional email that no class maps (Loops: <c>POST /v1/transactional</c>).</summary>
    /// <param name="data">The email.</param>
    /// <param name="idempotencyKey">A key that stays the same when your own code tries again; a new one when left out.</param>
    /// <param name="cancellationToken">Cancels the wait; a request under way may still arrive.</param>
    /// <returns>Whether it was accepted now, or before under the same key, or held back.</returns>
    /// <exception cref="LoopsNotFoundException">There is no such email.</exception>
    /// <exception cref="LoopsBadRequestException">The email is not published, or lacks a data variable.</exception>
    public Task<LoopsReceipt> SendTransactionalAsync(LoopsTransactionalData data, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        return SendOnceAsync(new(HttpMethod.Post, "transactional", "transactional") { Body = ApiBody.Write(data.WriteTo), Contact = data.Email }, data.Email, idempotencyKey, cancellationToken);
    }

    /// <summary>The transactional emails of the account (Loops: <c>GET /v1/transactional-emails</c>).</summary>
    /// <param name="pageSize">How many Loops is asked for at a time, 10 to 50.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public IAsyncEnumerable<LoopsTransactionalInfo> ListTransactionalAsync(int pageSize = 50, CancellationToken cancellationToken = default)
        => ListAsync("transactional-emails", pageSize, ApiJson.Default.PageLoopsTransactionalInfo, cancellationToken);

    private async Task<LoopsReceipt> SendOnceAsync(LoopsCall call, string? email, string? idempotencyKey, CancellationToken cancellationToken)
    {
        if (idempotencyKey is not null && !IdempotencyKeys.IsValid(idempotencyKey))
            throw new ArgumentException("An idempotency key has 1–100 printable ASCII characters, and no space at either end.", nameof(idempotencyKey));
        call = call with { IdempotencyKey = idempotencyKey ?? IdempotencyKeys.Next() };
        if (_transport.HoldsBack(call, email))
            return new(LoopsOutcome.Suppressed, call.IdempotencyKey);
        var answer = await _transport.SendAsync(call, cancellationToken).ConfigureAwait(false);
        if (answer.IsSuccess)
            return new(LoopsOutcome.Accepted, call.IdempotencyKey);
        return answer.IsRepetition(idempotencyKey is not null) ? new(LoopsOutcome.Deduplicated, call.IdempotencyKey) : throw _transport.Refused(call, answer);
    }
}
