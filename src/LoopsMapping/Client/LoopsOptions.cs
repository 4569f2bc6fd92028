namespace LoopsMapping;

/// <summary>How a destination reaches Loops; bound from the configuration section <c>Loops</c>.</summary>
public sealed class LoopsOptions
{
    /// <summary>
    /// The API key of the Loops team (<c>Loops:ApiKey</c>): Loops → Settings → API → Generate key. Required unless
    /// <see cref="Mode"/> is <see cref="LoopsMode.Log"/>. Keep it in user secrets or the environment, never in the source.
    /// </summary>
    public string? ApiKey { get; set; }

    /// <summary>Whether requests are sent or only logged (<c>Loops:Mode</c>).</summary>
    public LoopsMode Mode { get; set; }

    /// <summary>Where Loops is (<c>Loops:BaseAddress</c>); for tests, the address of a local Loops.</summary>
    /// <value>An absolute http or https address, by default <c>https://app.loops.so/api/v1/</c>.</value>
    public Uri BaseAddress { get; set; } = new("https://app.loops.so/api/v1/");

    /// <summary>
    /// The team's rate limit (<c>Loops:RequestsPerSecond</c>), of which 95 % are used, evenly spaced; Loops' own limit is 10. 0 sends
    /// unpaced, which is for tests.
    /// </summary>
    /// <value>Requests per second, 0 to 10,000; 10 by default.</value>
    public double RequestsPerSecond { get; set; } = 10;

    /// <summary>How often one request is tried before it fails (<c>Loops:MaxAttempts</c>); 429 does not count.</summary>
    /// <value>1 to 100; 4 by default.</value>
    public int MaxAttempts { get; set; } = 4;

    /// <summary>How long one call may take with all its attempts and the waits between them (<c>Loops:TotalTimeout</c>).</summary>
    /// <value>Up to a day; 30 seconds by default.</value>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The address of an endpoint, whether or not the base address ends with a slash.</summary>
    internal Uri Address(string path)
        => new(BaseAddress.AbsoluteUri.EndsWith('/') ? BaseAddress : new Uri(BaseAddress.AbsoluteUri + "/"), path);
}
