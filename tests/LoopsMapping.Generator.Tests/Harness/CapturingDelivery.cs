using System.Text;

namespace LoopsMapping.Generator.Tests.Harness;

/// <summary>What a generated map made of a value.</summary>
internal sealed record CapturedRequest(string Mapping, string Method, string Path, string Body, string Lane, string? IdempotencyKey, TimeSpan? ExpiresAfter);

/// <summary>Serializes what it is given, and keeps it.</summary>
internal sealed class CapturingDelivery : ILoopsDelivery
{
    private readonly List<CapturedRequest> _captured = [];

    public IReadOnlyList<CapturedRequest> Captured => _captured;

    public Task<LoopsReceipt> DeliverAsync<T>(LoopsMap<T> map, T value, LoopsSendOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var request = map.CreateRequest(value, options);
        _captured.Add(new(map.Name, request.Method.Method, request.Path, Encoding.UTF8.GetString(request.Body.Span), request.Lane, request.IdempotencyKey, request.ExpiresAfter));
        return Task.FromResult(new LoopsReceipt(LoopsOutcome.Accepted, request.IdempotencyKey));
    }

    public Task<LoopsReceipt> DeleteAsync(LoopsDeletion deletion, CancellationToken cancellationToken = default)
    {
        _captured.Add(new("", "POST", "contacts/delete", Encoding.UTF8.GetString(deletion.CreateBody().Span), deletion.Lane, null, null));
        return Task.FromResult(new LoopsReceipt(LoopsOutcome.Accepted));
    }
}
