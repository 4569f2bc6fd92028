namespace LoopsMapping;

/// <summary>How a destination reaches Loops; bound from the configuration section <c>Loops</c>.</summary>
public sealed class LoopsOptions
{
    /// <summary>
    /// The API key of the Loops team (<c>Loops:ApiKey</c>): Loops → Settings → API → Generate key. Required unless
    /// <see cref="Mode"/> is <see cref="LoopsMode.Log"/>. Keep it in user secrets or the environment, never in the source.
    /// </summary>
    public string? ApiKey { get; set; }

    /// <summary>
    /// What the team is called (<c>Loops:Team</c>), in logs, metrics and an outbox; never the key, so that the key can be rotated. Destinations of
    /// one team share its rate limit.
    /// </summary>
    /// <value>The service key of a keyed registration, else <c>default</c>.</value>
    public string? Team { get; set; }

    /// <summary>Whether requests are sent or only logged (<c>Loops:Mode</c>).</summary>
    public LoopsMode Mode { get; set; }

    /// <summary>Where Loops is (<c>Loops:BaseAddress</c>); for tests, the address of a local Loops.</summary>
    /// <value>An absolute http or https address, by default <c>https://app.loops.so/api/v1/</c>.</value>
    public Uri BaseAddress { get; set; } = new("https://app.loops.so/api/v1/");

    /// <summary>
    /// The most that this application sends (<c>Loops:RequestsPerSecond</c>), of which 95 % are used, evenly spaced; less than Loops' own limit
    /// leaves room for other programs of the team. 0 sends unpaced, which is for tests.
    /// </summary>
    /// <value>
    /// Requests per second, 0 to 10,000. By default what Loops allows: 10, until the header <c>x-ratelimit-limit</c> of an answer says otherwise.
    /// </value>
    public double? RequestsPerSecond { get; set; }

    /// <summary>
    /// The only people to whom anything is sent (<c>Loops:AllowedRecipients:0</c>, <c>:1</c> …): addresses, <c>adam@loops.so</c>, and domains,
    /// <c>@loops.so</c>. Everybody else, and whoever is known by a user id alone, is held back with the receipt
    /// <see cref="LoopsOutcome.Suppressed"/>, so that a staging system never mails a customer. Empty, the default, means everybody.
    /// </summary>
    public IList<string> AllowedRecipients { get; } = [];

    /// <summary>How often one request is tried before it fails (<c>Loops:MaxAttempts</c>); 429 does not count.</summary>
    /// <value>1 to 100; 4 by default.</value>
    public int MaxAttempts { get; set; } = 4;

    /// <summary>How long one call may take with all its attempts and the waits between them (<c>Loops:TotalTimeout</c>).</summary>
    /// <value>Up to a day; 30 seconds by default.</value>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(30);

    internal const string DefaultTeam = "default";

    /// <summary>The address of an endpoint, whether or not the base address ends with a slash.</summary>
    internal Uri Address(string path)
        => new(BaseAddress.AbsoluteUri.EndsWith('/') ? BaseAddress : new Uri(BaseAddress.AbsoluteUri + "/"), path);
}
