using System.Net;
using Microsoft.Extensions.Hosting;

namespace Quickstart;

/// <summary>Prints each request as it goes out, and the answer.</summary>
internal sealed class PrintingHandler(IHostApplicationLifetime lifetime) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Console.WriteLine($"→ {request.Method} {request.RequestUri!.AbsolutePath}");
        var hasKey = request.Headers.TryGetValues("Idempotency-Key", out var keys);
        if (hasKey)
            Console.WriteLine($"  Idempotency-Key: {string.Concat(keys!)}");
        Console.WriteLine($"  {await request.Content!.ReadAsStringAsync(cancellationToken)}");
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            var meaning = hasKey && response.StatusCode == HttpStatusCode.Conflict ? "  Loops has had this key before: the event took effect once." : "";
            Console.WriteLine($"← {(int)response.StatusCode} {response.StatusCode}{meaning}");
            Console.WriteLine();
            // The outbox would wait for a better key; here nobody gives it one.
            if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                lifetime.StopApplication();
            return response;
        }
        catch (HttpRequestException exception)
        {
            Console.WriteLine($"← no answer: {exception.Message}");
            Console.WriteLine();
            throw;
        }
    }
}
