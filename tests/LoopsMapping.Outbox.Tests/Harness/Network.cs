namespace LoopsMapping.Outbox.Tests.Harness;

/// <summary>The way from an application to Loops: real HTTP, unless a test puts something in between.</summary>
internal sealed class Network(Work work)
{
    /// <summary>Stands between: gets the request and what sends it on.</summary>
    public Func<HttpRequestMessage, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>>? Between { get; set; }

    /// <summary>Where nobody listens.</summary>
    public static Uri ClosedPort { get; } = new("http://127.0.0.1:1/");

    public DelegatingHandler CreateHandler() => new Handler(this, work);

    private sealed class Handler(Network network, Work work) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var owner = VirtualTime.Owner as App;
            work.CountRequest(owner, 1);
            try
            {
                var response = network.Between is { } between
                    ? await between(request, () => base.SendAsync(request, cancellationToken)).ConfigureAwait(false)
                    : await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
                // The body comes over the network, too.
                await response.Content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
                return response;
            }
            finally
            {
                work.CountRequest(owner, -1);
            }
        }
    }
}
