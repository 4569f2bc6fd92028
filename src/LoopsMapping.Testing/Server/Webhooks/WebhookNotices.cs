using System.Text.Json;
using LoopsMapping.Testing.Endpoints;
using LoopsMapping.Testing.State;

namespace LoopsMapping.Testing.Webhooks;

/// <summary>The webhooks that follow from what changes. Used under one lock.</summary>
internal sealed class WebhookNotices(LoopsServerOptions options)
{
    private static readonly string[] NeverMailed = ["@example.com", "@test.com"];

    private List<WebhookDraft> _due = [];

    /// <summary>Where they go; <see langword="null"/> when nobody listens.</summary>
    public LoopsServerWebhookEndpoint? Endpoint { get; set; } = options.Webhooks;

    public static string CreateId() => "msg_" + LoopsId.Create();

    /// <summary>What has come together since the last call.</summary>
    public IReadOnlyList<WebhookDraft> Take()
    {
        var due = _due;
        if (due.Count > 0)
            _due = [];
        return due;
    }

    public void Saved(LoopsServerContact? before, LoopsServerContact after)
    {
        if (before is null)
            Add("contact.created", after, writer => WriteContact(writer, after));
        if (before is { Subscribed: true } && !after.Subscribed)
            Add("contact.unsubscribed", after);
        var listsBefore = before?.MailingLists ?? new Dictionary<string, bool>();
        foreach (var list in after.MailingLists.Keys.Except(listsBefore.Keys))
            Add("contact.mailingList.subscribed", after, writer => WriteList(writer, list));
        foreach (var list in listsBefore.Keys.Except(after.MailingLists.Keys))
            Add("contact.mailingList.unsubscribed", after, writer => WriteList(writer, list));
    }

    public void Deleted(LoopsServerContact contact)
    {
        Add("contact.unsubscribed", contact);
        Add("contact.deleted", contact);
    }

    /// <param name="recipient">The recipient, who need not be a contact that is stored.</param>
    /// <param name="transactionalId">The id of the template.</param>
    /// <param name="template">The template when there is one.</param>
    /// <param name="isSuppressed">Whether the recipient is mailed no more.</param>
    public void Mailed(LoopsServerContact recipient, string transactionalId, LoopsServerTransactionalEmail? template, bool isSuppressed)
    {
        var email = (Id: LoopsId.Create(), MessageId: template?.MessageId ?? LoopsId.Create(), Subject: template?.Name ?? transactionalId);
        Add("transactional.email.sent", recipient, writer =>
        {
            writer.WriteString("transactionalId", transactionalId);
            writer.WriteString("transactionalName", email.Subject);
            WriteEmail(writer);
        });
        if (isSuppressed || NeverMailed.Any(domain => recipient.Email.EndsWith(domain, StringComparison.OrdinalIgnoreCase)))
            return;
        Add("email.delivered", recipient, writer =>
        {
            writer.WriteString("sourceType", "transactional");
            writer.WriteString("transactionalId", transactionalId);
            WriteEmail(writer);
        });

        void WriteEmail(Utf8JsonWriter writer)
        {
            writer.WriteStartObject("email");
            writer.WriteString("id", email.Id);
            writer.WriteString("emailMessageId", email.MessageId);
            writer.WriteString("subject", email.Subject);
            writer.WriteEndObject();
        }
    }

    private void Add(string eventName, LoopsServerContact contact, Action<Utf8JsonWriter>? writeRest = null)
    {
        if (Endpoint is { } endpoint)
            _due.Add(new(endpoint, CreateId(), eventName, WebhookBody.OfContact(eventName, options.TimeProvider.GetUtcNow(), contact, writeRest)));
    }

    private static void WriteContact(Utf8JsonWriter writer, LoopsServerContact contact)
    {
        writer.WritePropertyName("contact");
        contact.WriteTo(writer);
    }

    private void WriteList(Utf8JsonWriter writer, string id)
    {
        writer.WritePropertyName("mailingList");
        MailingListsEndpoint.Write(writer, options.MailingLists.FirstOrDefault(list => list.Id == id) ?? new(id, id));
    }
}
