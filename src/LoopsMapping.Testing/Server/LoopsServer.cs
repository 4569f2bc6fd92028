using LoopsMapping.Testing.Hosting;
using LoopsMapping.Testing.Pipeline;

namespace LoopsMapping.Testing;

/// <summary>
/// A Loops of your own, in process: it answers Loops' endpoints for contacts, events and transactional emails over real HTTP on 127.0.0.1,
/// with Loops' rules and error messages, mails nobody, and shows what arrived.
/// </summary>
/// <remarks>
/// <para>
/// It serves, under <c>/api/v1/</c>: <c>GET api-key</c>, <c>POST contacts/create</c>, <c>PUT contacts/update</c>, <c>GET contacts/find</c>,
/// <c>POST contacts/delete</c>, <c>GET</c> and <c>DELETE contacts/suppression</c>, <c>GET</c> and <c>POST contacts/properties</c>,
/// <c>GET lists</c>, <c>POST events/send</c>, <c>GET event-patterns</c>, <c>event-patterns/{id}</c> and
/// <c>event-patterns/by-name/{name}</c>, <c>POST</c> and <c>GET transactional</c>, <c>GET transactional-emails</c> and
/// <c>GET dedicated-sending-ips</c>. A request is judged in this order: queued fault, a browser's preflight (204), body over 1 MB, or 4 MB on
/// <c>transactional</c> (413), API key (401), rate limit (429), path (404), method (405), then the endpoint's own rules. Refusals are
/// <c>{"success":false,"message":"…"}</c>, and every answer carries <c>x-ratelimit-limit</c> and <c>x-ratelimit-remaining</c>.
/// </para>
/// <para>
/// A test need not seed anything: without <see cref="LoopsServerOptions.TransactionalEmails"/> every id can be sent and no data variable is
/// required, and without <see cref="LoopsServerOptions.MailingLists"/> every list id is taken. As soon as there is one, ids that are not
/// there are refused.
/// </para>
/// <para>Where Loops' documentation leaves something open and no option decides it, the server takes this side:</para>
/// <list type="bullet">
/// <item>When email and user id belong to two different contacts, the contact with the user id is updated and keeps its own email.</item>
/// <item>An email that differs from the stored one only in case matches it and leaves its spelling. A null identifier or a blank user id
/// counts as not sent; an empty email is invalid.</item>
/// <item>The property names <c>id</c>, <c>listId</c>, <c>softDeleteAt</c>, <c>teamId</c>, <c>updatedAt</c> and <c>optInStatus</c> are
/// passed over in silence. Arrays, objects and values of the wrong type for a field that Loops defines are refused with 400; a value that
/// does not fit the type of a custom property is kept as sent.</item>
/// <item>Texts and property names are refused from 499 characters on, counted unescaped; within data variables they may be longer.</item>
/// <item>A data variable that is null, a boolean or an object is refused with 400, and so is a required one that is empty.</item>
/// <item>An event that arrives is known from then on, and its new properties are added each time.</item>
/// <item>An <c>Idempotency-Key</c> is judged before the body is looked at. Events and transactional emails share their keys.</item>
/// <item>A request without a valid key and one that got 429 take no slot of the rate limit.</item>
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

    /// <summary>The transactional emails that were accepted, in order of arrival. None is mailed.</summary>
    public IReadOnlyList<LoopsServerEmail> SentEmails => _api.SentEmails;

    /// <summary>The custom contact properties there are now, those of <see cref="LoopsServerOptions.ContactProperties"/> first.</summary>
    public IReadOnlyList<LoopsServerContactProperty> ContactProperties => _api.ContactProperties;

    /// <summary>The events that are known now, those of <see cref="LoopsServerOptions.EventPatterns"/> first.</summary>
    public IReadOnlyList<LoopsServerEventPattern> EventPatterns => _api.EventPatterns;

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

    /// <summary>Puts an email on the suppression list, as a hard bounce does. It need not be a contact's yet.</summary>
    /// <param name="email">The email, in any case.</param>
    /// <exception cref="ArgumentException">It is blank.</exception>
    public void Suppress(string email)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(email);
        _api.Suppress(email);
    }

    /// <summary>
    /// Forgets contacts, events, emails, requests, suppressions, used idempotency keys, queued faults and the requests that count for the rate
    /// limit, and whatever contact properties and events were learned. What the options seeded stays.
    /// </summary>
    public void Reset() => _api.Reset();

    /// <summary>Stops the server. Requests that are being handled have 5 seconds to end. Calling it again does nothing.</summary>
    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
