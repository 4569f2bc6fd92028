namespace LoopsMapping.Testing;

/// <summary>How a <see cref="LoopsServer"/> runs. Everything has a default that suits a test.</summary>
public sealed class LoopsServerOptions
{
    /// <summary>The one API key that is accepted, as <c>Authorization: Bearer {key}</c>. By default <c>test-key</c>.</summary>
    public string ApiKey { get; init; } = "test-key";

    /// <summary>The TCP port on 127.0.0.1, up to 65535; 0, the default, takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The team that <c>GET api-key</c> names.</summary>
    public string TeamName { get; init; } = "Local Loops";

    /// <summary>
    /// How many authorized requests are let through in any second; the next one gets 429. By default 10, Loops' limit per team. 0 lets
    /// everything through; the rate headers then say what they say on a quiet day at Loops: a limit of 10, of which 9 remain.
    /// </summary>
    public int RequestsPerSecond { get; init; } = 10;

    /// <summary>The clock of the rate limit, of the 24 hours of idempotency keys and of every timestamp. No timer is created on it.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// Called for each request once its answer is known and <see cref="LoopsServer.Requests"/> has it, just before the answer is sent; the
    /// answer waits for it. Requests that overlap call it at the same time. When it throws, the client gets 500 with the exception's message
    /// instead.
    /// </summary>
    public Action<LoopsServerRequest>? OnRequest { get; init; }

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(ApiKey);
        ArgumentNullException.ThrowIfNull(TeamName);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentOutOfRangeException.ThrowIfNegative(Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, 65535);
        ArgumentOutOfRangeException.ThrowIfNegative(RequestsPerSecond);
    }
}
