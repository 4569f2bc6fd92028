using LoopsMapping.Testing.State;

namespace LoopsMapping.Testing;

/// <summary>
/// How a <see cref="LoopsServer"/> runs, and what its team has when it starts. Everything has a default that suits a test. What Loops'
/// documentation leaves open and a client can notice is an option, with the likelier side as its default.
/// </summary>
public sealed class LoopsServerOptions
{
    internal const string DefaultApiKey = "test-key";

    /// <summary>
    /// The one API key that is accepted, as <c>Authorization: Bearer {key}</c>. By default <c>test-key</c>; <see langword="null"/> accepts any
    /// key, for a server that several programs share, but still no request without one.
    /// </summary>
    public string? ApiKey { get; init; } = DefaultApiKey;

    /// <summary>The TCP port on 127.0.0.1, up to 65535; 0, the default, takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The team that <c>GET api-key</c> names.</summary>
    public string TeamName { get; init; } = "Local Loops";

    /// <summary>
    /// How many authorized requests are let through in any second; the next one gets 429. By default 10, Loops' limit per team. 0 lets
    /// everything through; the rate headers then say what they say on a quiet day at Loops: a limit of 10, of which 9 remain.
    /// <see cref="LoopsServer.RequestsPerSecond"/> changes it later.
    /// </summary>
    public int RequestsPerSecond { get; init; } = 10;

    /// <summary>How these are counted. By default in any second, the strictest way.</summary>
    public LoopsServerRateLimiter RateLimiter { get; init; }

    /// <summary>What a 429 has for a body, whether it comes from the limit or from <see cref="LoopsServerFault.TooManyRequests"/>. By default JSON.</summary>
    public LoopsServerRateLimitBody RateLimitBody { get; init; }

    /// <summary>
    /// Whether the very same request with a used <c>Idempotency-Key</c> is answered with 200; it takes no effect again. Loops' documentation
    /// contradicts itself. By default <see langword="false"/>: any reuse is 409.
    /// </summary>
    public bool AcceptIdenticalReplays { get; init; }

    /// <summary>Whether a request that is refused with 400 or 404 uses up its <c>Idempotency-Key</c>. By default <see langword="false"/>.</summary>
    public bool RefusedRequestsUseKeys { get; init; }

    /// <summary>What becomes of contact properties that the team does not have. By default they are created.</summary>
    public LoopsServerUnknownProperties UnknownContactProperties { get; init; }

    /// <summary>Whether Loops' support has enabled attachments for the team. By default <see langword="true"/>; at Loops it is not.</summary>
    public bool AttachmentsEnabled { get; init; } = true;

    /// <summary>How many contacts <c>DELETE contacts/suppression</c> can free within 30 days. By default 100; 0 is a free plan.</summary>
    public int SuppressionRemovals { get; init; } = 100;

    /// <summary>The mailing lists of the team. With none, any id is a list; with one, an unknown id is refused with 400.</summary>
    public IReadOnlyList<LoopsServerMailingList> MailingLists { get; init; } = [];

    /// <summary>
    /// The transactional emails of the team. With none, any id can be sent and needs no data variables; with one, an unknown id is refused
    /// with 404.
    /// </summary>
    public IReadOnlyList<LoopsServerTransactionalEmail> TransactionalEmails { get; init; } = [];

    /// <summary>The custom contact properties of the team.</summary>
    public IReadOnlyList<LoopsServerContactProperty> ContactProperties { get; init; } = [];

    /// <summary>The events that the team knows. Those that arrive are added.</summary>
    public IReadOnlyList<LoopsServerEventPattern> EventPatterns { get; init; } = [];

    /// <summary>Where webhooks go; <see langword="null"/>, the default, sends none. <see cref="LoopsServer.Webhooks"/> changes it later.</summary>
    public LoopsServerWebhookEndpoint? Webhooks { get; init; }

    /// <summary>
    /// The clock of the rate limit, of the 24 hours of idempotency keys, of the 30 days of suppression removals and of every timestamp. Only
    /// <see cref="LoopsServer.DelayNext"/> creates timers on it.
    /// </summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// A file that keeps what requests did beyond the end of the process; <see langword="null"/>, the default, keeps nothing. Every request that takes
    /// effect is appended as a line of JSON before it is answered, and a server that starts with the file has the contacts, events, emails, properties,
    /// suppressions and used idempotency keys that it had, with the ids and times of then. Start it with the same options.
    /// </summary>
    /// <remarks>
    /// The API key is not in it; e-mail addresses are, so on Unix only its owner may read it. A last line that was not written in full, since the process
    /// was killed, is cut off. What was repeated is not in <see cref="LoopsServer.Requests"/> and sends no webhook. One server at a time can use it.
    /// </remarks>
    public string? JournalPath { get; init; }

    /// <summary>
    /// Called for each request once its answer is known and <see cref="LoopsServer.Requests"/> has it, before the answer is sent or held; the
    /// answer waits for it. Requests that overlap call it at the same time. When it throws, the client gets 500 with the exception's message
    /// instead.
    /// </summary>
    public Action<LoopsServerRequest>? OnRequest { get; init; }

    internal bool Accepts(string? apiKey) => ApiKey is null ? !string.IsNullOrEmpty(apiKey) : apiKey == ApiKey;

    internal void Validate()
    {
        if (ApiKey is not null)
            ArgumentException.ThrowIfNullOrWhiteSpace(ApiKey);
        if (JournalPath is not null)
            ArgumentException.ThrowIfNullOrWhiteSpace(JournalPath);
        ArgumentNullException.ThrowIfNull(TeamName);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentOutOfRangeException.ThrowIfNegative(Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, 65535);
        ArgumentOutOfRangeException.ThrowIfNegative(RequestsPerSecond);
        ArgumentOutOfRangeException.ThrowIfNegative(SuppressionRemovals);
        RequireDefined(RateLimiter, nameof(RateLimiter));
        RequireDefined(RateLimitBody, nameof(RateLimitBody));
        RequireDefined(UnknownContactProperties, nameof(UnknownContactProperties));
        Seed.RequireUnique(MailingLists, static list => list.Id, nameof(MailingLists));
        Seed.RequireUnique(TransactionalEmails, static email => email.Id, nameof(TransactionalEmails));
        Seed.RequireUnique(ContactProperties, static property => property.Name, nameof(ContactProperties));
        Seed.RequireUnique(EventPatterns, static pattern => pattern.Name, nameof(EventPatterns));
        foreach (var property in ContactProperties)
        {
            RequireDefined(property.Type, nameof(ContactProperties));
            if (PropertyNames.IsTaken(property.Name))
                throw new ArgumentException($"'{property.Name}' is a name of Loops' own.", nameof(ContactProperties));
        }
    }

    private static void RequireDefined<T>(T value, string option)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
            throw new ArgumentOutOfRangeException(option, value, "There is no such value.");
    }
}
