using Microsoft.AspNetCore.Http;

namespace LoopsMapping.AspNetCore;

/// <summary>Why a request is not handled.</summary>
/// <param name="Status">The HTTP status that says it.</param>
/// <param name="Reason">For the log, and for whoever sent it: says nothing that a stranger must not know.</param>
internal sealed record WebhookRefusal(int Status, string Reason)
{
    public static readonly WebhookRefusal Malformed = new(StatusCodes.Status400BadRequest, "The headers webhook-id, webhook-timestamp (seconds since 1970) and webhook-signature are required.");

    public static readonly WebhookRefusal WrongSignature = new(StatusCodes.Status401Unauthorized, "The signature does not fit. Check that Loops:WebhookSecret is the one that Loops shows under Settings → Webhooks, and that nothing on the way changes the body.");

    public static readonly WebhookRefusal Stale = new(StatusCodes.Status401Unauthorized, "The signature fits, but the timestamp is too far from now. Check this machine's clock.");

    public static readonly WebhookRefusal TooLarge = new(StatusCodes.Status413PayloadTooLarge, "The body has more than 256 KB.");

    public static WebhookRefusal Unreadable(string reason) => new(StatusCodes.Status400BadRequest, $"The body cannot be read: {reason}");
}
