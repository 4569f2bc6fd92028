namespace LoopsMapping.Testing.Webhooks;

/// <summary>A webhook that is to be sent.</summary>
internal sealed record WebhookDraft(LoopsServerWebhookEndpoint Endpoint, string Id, string EventName, string Body);
