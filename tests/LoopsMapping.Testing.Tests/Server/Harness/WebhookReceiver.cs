using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace LoopsMapping.Testing.Tests.Server.Harness;

/// <summary>An application that takes webhooks.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    public const string Secret = "whsec_c3VwZXItc2VjcmV0LWtleS1ieXRlcw==";

    private readonly WebApplication _application;

    private WebhookReceiver(WebApplication application) => _application = application;

    public ConcurrentQueue<(string Id, string Timestamp, string Signature, string ContentType, string Body)> Received { get; } = new();

    public int StatusCode { get; set; } = 204;

    public LoopsServerWebhookEndpoint Endpoint
        => new(new Uri(_application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First() + "/hooks?a=1"), Secret);

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var receiver = new WebhookReceiver(builder.Build());
        receiver._application.Run(receiver.ReceiveAsync);
        await receiver._application.StartAsync(LocalLoops.Cancel);
        return receiver;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers;
        Received.Enqueue((headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString(), context.Request.ContentType ?? "", await reader.ReadToEndAsync(context.RequestAborted)));
        context.Response.StatusCode = StatusCode;
    }
}
