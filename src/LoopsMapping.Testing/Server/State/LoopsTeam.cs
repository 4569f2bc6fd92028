using LoopsMapping.Testing.Endpoints;
using LoopsMapping.Testing.Reading;
using LoopsMapping.Testing.Webhooks;

namespace LoopsMapping.Testing.State;

/// <summary>What one Loops team holds. Used under one lock.</summary>
internal sealed class LoopsTeam(LoopsServerOptions options, WebhookNotices notices, TeamOrigin origin)
{
    public LoopsServerOptions Options => options;

    public DateTimeOffset CreatedAt => origin.CreatedAt;

    public ContactStore Contacts { get; } = new(origin.IdSeed);

    public ContactPropertyStore Properties { get; } = new(options);

    public EventPatternStore EventPatterns { get; } = new(options);

    public List<LoopsServerEvent> Events { get; } = [];

    public List<LoopsServerEmail> SentEmails { get; } = [];

    public Suppressions Suppressions { get; } = new(options);

    public IdempotencyKeys Keys { get; } = new();

    public WebhookNotices Notices => notices;

    /// <summary>Changes a contact, or creates it when there is none yet.</summary>
    public LoopsServerContact Save(ContactFields fields, LoopsServerContact? existing)
    {
        foreach (var list in fields.MailingLists.Keys)
        {
            if (options.MailingLists.Count > 0 && !options.MailingLists.Any(known => known.Id == list))
                throw new RefusedException(400, $"Mailing list {list} was not found.");
        }
        var contact = Contacts.Save(Properties.Admit(fields), existing);
        notices.Saved(existing, contact);
        return contact;
    }

    public void Delete(LoopsServerContact contact)
    {
        Contacts.Remove(contact);
        notices.Deleted(contact);
    }
}
