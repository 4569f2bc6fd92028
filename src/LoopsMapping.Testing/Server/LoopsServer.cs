using LoopsMapping.Testing.Hosting;
using LoopsMapping.Testing.Journal;
using LoopsMapping.Testing.Pipeline;
using LoopsMapping.Testing.Webhooks;

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
/// At the root of the address there are two pages to look at in a browser, <c>/audience</c> and <c>/events</c>, and <c>/</c> with links to
/// them. They need no API key and show what is in <see cref="Contacts"/> and <see cref="Events"/>, emails included; to look at them is no
/// request that counts or is recorded.
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
/// <para>
/// Set <see cref="Webhooks"/>, and what requests do to contacts and whom they mail is told to your receiver, signed as Loops signs it, one
/// after the other, after the answer: <c>contact.created</c>, <c>contact.unsubscribed</c>, <c>contact.deleted</c> (with
/// <c>contact.unsubscribed</c> before it), <c>contact.mailingList.subscribed</c> and <c>.unsubscribed</c>, <c>transactional.email.sent</c> and
/// <c>email.delivered</c>. Recipients at <c>@example.com</c> and <c>@test.com</c> and suppressed ones get no <c>email.delivered</c>. Every
/// other event is sent with <see cref="SendWebhookAsync"/>.
/// </para>
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
    private readonly WebhookSender _webhooks;
    private readonly KestrelHost _host;
    private readonly LoopsServerOptions _options;

    private LoopsServer(ServerApi api, WebhookSender webhooks, KestrelHost host, LoopsServerOptions options)
    {
        _api = api;
        _webhooks = webhooks;
        _host = host;
        _options = options;
    }

    /// <summary>The address to give to a client, <c>http://127.0.0.1:{port}/api/v1/</c>, in the place of <c>https://app.loops.so/api/v1/</c>.</summary>
    public Uri BaseAddress => _host.BaseAddress;

    /// <summary>An API key that this server accepts: that of the options, or <c>test-key</c> where any will do.</summary>
    public string ApiKey => _options.ApiKey ?? LoopsServerOptions.DefaultApiKey;

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

    /// <summary>The webhooks that were sent, in order.</summary>
    public IReadOnlyList<LoopsServerWebhook> SentWebhooks => _webhooks.Sent;

    /// <summary>
    /// Where webhooks of the requests from now on go; <see langword="null"/> sends none. It can be set once the receiver has an address, and
    /// begins as <see cref="LoopsServerOptions.Webhooks"/>.
    /// </summary>
    public LoopsServerWebhookEndpoint? Webhooks
    {
        get => _api.Webhooks;
        set => _api.Webhooks = value;
    }

    /// <summary>
    /// The rate limit from now on, counted as <see cref="LoopsServerOptions.RateLimiter"/> says and begun anew each time it is set. It begins as
    /// <see cref="LoopsServerOptions.RequestsPerSecond"/>, and <see cref="Reset"/> leaves it as it is.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less than 0.</exception>
    public int RequestsPerSecond
    {
        get => _api.RequestsPerSecond;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _api.RequestsPerSecond = value;
        }
    }

    /// <summary>Starts a server that runs until it is disposed.</summary>
    /// <param name="options">How it runs; without it, on a free port with the key <c>test-key</c> and Loops' rate limit.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="ArgumentException">An option is missing or out of range.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    /// <exception cref="LoopsServerJournalException">
    /// <see cref="LoopsServerOptions.JournalPath"/> is damaged, of a newer version, in use by another server, or cannot be opened.
    /// </exception>
    public static async Task<LoopsServer> StartAsync(LoopsServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        options.Validate();
        var journal = options.JournalPath is null ? null : ServerJournal.Open(options.JournalPath);
        WebhookSender? webhooks = null;
        try
        {
            var api = new ServerApi(options, journal);
            webhooks = new WebhookSender(options.TimeProvider);
            var exchange = new Exchange(api, new(api, options.TeamName), webhooks, options.OnRequest);
            var host = await KestrelHost.StartAsync(options.Port, exchange.HandleAsync, cancellationToken).ConfigureAwait(false);
            return new(api, webhooks, host, options);
        }
        catch
        {
            journal?.Dispose();
            if (webhooks is not null)
                await webhooks.DisposeAsync().ConfigureAwait(false);
            throw;
        }
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

    /// <summary>
    /// Holds the answer of the next request until the test releases it; the request takes effect at once. Queues up with
    /// <see cref="DelayNext"/>, apart from faults: a request can meet one of each.
    /// </summary>
    public LoopsServerHold HoldNext() => _api.HoldNext();

    /// <summary>
    /// Delays the answers of the next requests; the requests take effect at once. The time runs on
    /// <see cref="LoopsServerOptions.TimeProvider"/> and has begun when <see cref="LoopsServerOptions.OnRequest"/> is called.
    /// </summary>
    /// <param name="delay">For how long.</param>
    /// <param name="times">How many requests it meets, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delay"/> is negative or over 49 days, or <paramref name="times"/> is below 1.</exception>
    public void DelayNext(TimeSpan delay, int times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, TimeSpan.FromDays(49));
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        _api.DelayNext(delay, times);
    }

    /// <summary>Sends a webhook, after those that follow from earlier requests, and waits for its answer.</summary>
    /// <param name="eventName">The name of the event, such as <c>email.hardBounced</c> or <c>testing.testEvent</c>.</param>
    /// <param name="payload">
    /// The body as a JSON object. <c>eventName</c> is written into it, and so are <c>eventTime</c> and <c>webhookSchemaVersion</c> unless it has
    /// them. Without it there is nothing else, or the message of a <c>testing.testEvent</c>.
    /// </param>
    /// <param name="id">The <c>webhook-id</c>, by default a new one. The same id again is what Loops sends when it repeats a webhook.</param>
    /// <param name="cancellationToken">Gives up waiting; the webhook is sent all the same.</param>
    /// <exception cref="ArgumentException">The name or the id is blank, or the payload is no JSON object.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Webhooks"/> is not set.</exception>
    /// <exception cref="ObjectDisposedException">The server has been stopped.</exception>
    public async Task<LoopsServerWebhook> SendWebhookAsync(string eventName, string? payload = null, string? id = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(eventName);
        if (id is not null)
            ArgumentException.ThrowIfNullOrWhiteSpace(id);
        var endpoint = Webhooks ?? throw new InvalidOperationException("There is nowhere to send it to: set Webhooks first.");
        payload ??= eventName == WebhookBody.TestEvent ? """{"message":"test"}""" : "{}";
        var draft = new WebhookDraft(endpoint, id ?? WebhookNotices.CreateId(), eventName, WebhookBody.OfMembers(eventName, _options.TimeProvider.GetUtcNow(), payload));
        var sent = await _webhooks.Post([draft], Task.CompletedTask).WaitAsync(cancellationToken).ConfigureAwait(false);
        return sent.Count == 1 ? sent[0] : throw new ObjectDisposedException(nameof(LoopsServer));
    }

    /// <summary>Waits until the webhooks of every request that was answered so far have been sent and answered.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task FlushWebhooksAsync(CancellationToken cancellationToken = default) => _webhooks.FlushAsync().WaitAsync(cancellationToken);

    /// <summary>Puts an email on the suppression list, as a hard bounce does. It need not be a contact's yet.</summary>
    /// <param name="email">The email, in any case.</param>
    /// <exception cref="ArgumentException">It is blank.</exception>
    public void Suppress(string email)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(email);
        _api.Suppress(email);
    }

    /// <summary>
    /// Forgets contacts, events, emails, requests, suppressions, sent webhooks, used idempotency keys, queued faults and delays and the requests that
    /// count for the rate limit, and whatever contact properties and events were learned. What the options seeded stays. The journal
    /// begins anew.
    /// </summary>
    public void Reset()
    {
        _api.Reset();
        _webhooks.Forget();
    }

    /// <summary>
    /// Stops the server. Requests that are being handled have 5 seconds to end; answers that are held or delayed are cut, and webhooks that
    /// have not been sent are dropped. Calling it again does nothing.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        await _host.DisposeAsync().ConfigureAwait(false);
        _api.CloseJournal();
        await _webhooks.DisposeAsync().ConfigureAwait(false);
    }
}
