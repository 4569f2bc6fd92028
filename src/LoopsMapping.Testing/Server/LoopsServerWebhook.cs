namespace LoopsMapping.Testing;

/// <summary>A webhook that was sent, once: this server does not repeat one, since Loops does not document when it does.</summary>
public sealed class LoopsServerWebhook
{
    internal LoopsServerWebhook()
    {
    }

    /// <summary>The <c>webhook-id</c>.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>The name of the event, such as <c>contact.created</c>.</summary>
    public string EventName { get; internal init; } = "";

    /// <summary>The body, as signed.</summary>
    public string Body { get; internal init; } = "";

    /// <summary>The <c>webhook-signature</c>.</summary>
    public string Signature { get; internal init; } = "";

    /// <summary>When it was sent, on <see cref="LoopsServerOptions.TimeProvider"/>; in whole seconds the <c>webhook-timestamp</c>.</summary>
    public DateTimeOffset SentAt { get; internal init; }

    /// <summary>The HTTP status it was answered with; 0 when there was no answer.</summary>
    public int StatusCode { get; internal init; }

    /// <summary>Why there was no answer; <see langword="null"/> when there was one.</summary>
    public string? Error { get; internal init; }

    /// <summary>Whether it was acknowledged with any 2xx.</summary>
    public bool IsAcknowledged => StatusCode is >= 200 and < 300;

    /// <summary>Event and status on one line.</summary>
    public override string ToString() => $"{EventName} {StatusCode}";
}
