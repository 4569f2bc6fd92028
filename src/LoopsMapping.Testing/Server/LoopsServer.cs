using LoopsMapping.Testing.Hosting;
using LoopsMapping.Testing.Pipeline;

namespace LoopsMapping.Testing;

/// <summary>
/// A Loops of your own, in process: it answers Loops' contact and event endpoints over real HTTP on 127.0.0.1, with Loops' rules and error
/// messages, and shows what arrived.
/// </summary>
/// <remarks>
/// <para>
/// It serves <c>GET api-key</c>, <c>POST contacts/create</c>, <c>PUT contacts/update</c>, <c>GET contacts/find</c>,
/// <c>POST contacts/delete</c> and <c>POST events/send</c> under <c>/api/v1/</c>. A request is judged in this order: queued fault, body over
/// 1 MB (413), API key (401), rate limit (429), path (404), method (405), then the endpoint's own rules. Refusals are
/// <c>{"success":false,"message":"…"}</c>, and every answer carries <c>x-ratelimit-limit</c> and <c>x-ratelimit-remaining</c>.
/// </para>
/// <para>Where Loops' documentation leaves something open, the server takes this side:</para>
/// <list type="bullet">
/// <item>When email and user id belong to two different contacts, the contact with the user id is updated and keeps its own email.</item>
/// <item>An email that differs from the stored one only in case matches it and leaves its spelling. A null identifier or a blank user id
/// counts as not sent; an empty email is invalid.</item>
/// <item>The property names <c>id</c>, <c>listId</c>, <c>softDeleteAt</c>, <c>teamId</c>, <c>updatedAt</c> and <c>optInStatus</c> are
/// passed over in silence. Arrays, objects and values of the wrong type for a field that Loops defines are refused with 400.</item>
/// <item>Texts and property names are refused from 499 characters on, counted unescaped.</item>
/// <item>A used <c>Idempotency-Key</c> gets 409 for 24 hours, whatever the body and before it is looked at; a refused request leaves its key
/// unused.</item>
/// <item>The rate limit is a sliding second. A request without a valid key and one that got 429 take no slot.</item>
/// <item>The <c>Content-Type</c> of a request is not looked at.</item>
/// <item>What is no valid HTTP gets a bare 400 and is not in <see cref="Requests"/>.</item>
/// </list>
/// <para>All members may be used from any thread, and what arrived can still be read after <see cref="DisposeAsync"/>.</para>
/// </remarks>
/// <example>
/// <code>
/// await using var server = await LoopsServer.StartAsync();
/// var loops = AppLoops.Create(new LoopsOptions { ApiKey = server.ApiKey, BaseAddress = server.BaseAddress });
///
/// await loops.IdentifyAsync(user);
///
/// Assert.Equal("adam@loops.so", Assert.Single(server.Contacts).Email);
/// </code>
/// </example>
public sealed class LoopsServer : IAsyncDisposable
{
    private readonly ServerApi _api;
    private readonly KestrelHost _host;

    private LoopsServer(ServerApi api, KestrelHost host, string apiKey)
    {
        _api = api;
        _host = host;
        ApiKey = apiKey;
    }

    /// <summary>The address to give to a client, <c>http://127.0.0.1:{port}/api/v1/</c>, in the place of <c>https://app.loops.so/api/v1/</c>.</summary>
    public Uri BaseAddress => _host.BaseAddress;

    /// <summary>The API key that this server accepts.</summary>
    public string ApiKey { get; }

    /// <summary>The contacts there are now, oldest first.</summary>
    public IReadOnlyList<LoopsServerContact> Contacts => _api.Contacts;

    /// <summary>The events that were accepted, in order of arrival.</summary>
    public IReadOnlyList<LoopsServerEvent> Events => _api.Events;

    /// <summary>
    /// Every request that was received in full, refused ones included, in the order in which they were handled. A request is here, and its
    /// effect in the other lists, before its answer is sent.
    /// </summary>
    public IReadOnlyList<LoopsServerRequest> Requests => _api.Requests;

    /// <summary>Starts a server that runs until it is disposed.</summary>
    /// <param name="options">How it runs; without it, on a free port with the key <c>test-key</c> and Loops' rate limit.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="ArgumentException">An option is missing or out of range.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<LoopsServer> StartAsync(LoopsServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        options.Validate();
        var api = new ServerApi(options);
        var host = await KestrelHost.StartAsync(options.Port, new Exchange(api, options.OnRequest).HandleAsync, cancellationToken).ConfigureAwait(false);
        return new(api, host, options.ApiKey);
    }

    /// <summary>
    /// Makes the next requests fail, whatever they are. Faults queue up: those of an earlier call are used first.
    /// </summary>
    /// <param name="fault">What happens to them.</param>
    /// <param name="times">How many requests it meets, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fault"/> is no such fault, or <paramref name="times"/> is below 1.</exception>
    public void FailNext(LoopsServerFault fault, int times = 1)
    {
        if (!Enum.IsDefined(fault))
            throw new ArgumentOutOfRangeException(nameof(fault), fault, "There is no such fault.");
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        _api.FailNext(fault, times);
    }

    /// <summary>Forgets contacts, events, requests, used idempotency keys, queued faults and the requests that count for the rate limit.</summary>
    public void Reset() => _api.Reset();

    /// <summary>Stops the server. Requests that are being handled have 5 seconds to end. Calling it again does nothing.</summary>
    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
