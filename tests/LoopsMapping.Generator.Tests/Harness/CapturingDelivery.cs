using System.Text;

namespace LoopsMapping.Generator.Tests.Harness;

/// <summary>What a generated map made of a value.</summary>
internal sealed record CapturedRequest(string Mapping, string Method, string Path, string Body, string Lane, string? IdempotencyKey, TimeSpan? ExpiresAfter);

/// <summary>Serializes what it is given, and keeps it.</summary>
internal sealed class CapturingDelivery : ILoopsDelivery
{
    public CapturedRequest? Captured { get; private set; }

    public Task<LoopsReceipt> DeliverAsync<T>(LoopsMap<T> map, T value, LoopsSendOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var request = map.CreateRequest(value, options);
        Captured = new(map.Name, request.Method.Method, request.Path, Encoding.UTF8.GetString(request.Body.Span), request.Lane, request.IdempotencyKey, request.ExpiresAfter);
        return Task.FromResult(new LoopsReceipt(LoopsOutcome.Accepted, request.IdempotencyKey));
    }
}
