namespace Quickstart;

/// <summary>Prints each request as it goes out, and the answer.</summary>
internal sealed class PrintingHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Console.WriteLine($"→ {request.Method} {request.RequestUri!.AbsolutePath}");
        if (request.Headers.TryGetValues("Idempotency-Key", out var keys))
            Console.WriteLine($"  Idempotency-Key: {string.Concat(keys)}");
        Console.WriteLine($"  {await request.Content!.ReadAsStringAsync(cancellationToken)}");

        var response = await base.SendAsync(request, cancellationToken);
        Console.WriteLine($"← {(int)response.StatusCode} {response.StatusCode}");
        Console.WriteLine();
        return response;
    }
}
