using System.Collections.Frozen;
using System.Text.Json.Serialization.Metadata;

namespace LoopsMapping.Api;

/// <summary>Which record stands for which event.</summary>
internal static class WebhookTypes
{
    private static readonly FrozenDictionary<string, JsonTypeInfo> Types = new Dictionary<string, JsonTypeInfo>
    {
        [LoopsContactCreated.Name] = WebhookJson.Default.LoopsContactCreated,
        [LoopsContactUnsubscribed.Name] = WebhookJson.Default.LoopsContactUnsubscribed,
        [LoopsContactDeleted.Name] = WebhookJson.Default.LoopsContactDeleted,
        [LoopsContactMailingListSubscribed.Name] = WebhookJson.Default.LoopsContactMailingListSubscribed,
        [LoopsContactMailingListUnsubscribed.Name] = WebhookJson.Default.LoopsContactMailingListUnsubscribed,
        [LoopsTransactionalEmailSent.Name] = WebhookJson.Default.LoopsTransactionalEmailSent,
        [LoopsCampaignEmailSent.Name] = WebhookJson.Default.LoopsCampaignEmailSent,
        [LoopsLoopEmailSent.Name] = WebhookJson.Default.LoopsLoopEmailSent,
        [LoopsEmailDelivered.Name] = WebhookJson.Default.LoopsEmailDelivered,
        [LoopsEmailSoftBounced.Name] = WebhookJson.Default.LoopsEmailSoftBounced,
        [LoopsEmailHardBounced.Name] = WebhookJson.Default.LoopsEmailHardBounced,
        [LoopsEmailSpamReported.Name] = WebhookJson.Default.LoopsEmailSpamReported,
        [LoopsEmailOpened.Name] = WebhookJson.Default.LoopsEmailOpened,
        [LoopsEmailClicked.Name] = WebhookJson.Default.LoopsEmailClicked,
        [LoopsEmailUnsubscribed.Name] = WebhookJson.Default.LoopsEmailUnsubscribed,
        [LoopsEmailResubscribed.Name] = WebhookJson.Default.LoopsEmailResubscribed,
        [LoopsTestingTestEvent.Name] = WebhookJson.Default.LoopsTestingTestEvent,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static JsonTypeInfo Of(string eventName) => Types.GetValueOrDefault(eventName, WebhookJson.Default.LoopsWebhook);
}
