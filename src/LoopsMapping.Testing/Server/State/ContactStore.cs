using LoopsMapping.Testing.Reading;

namespace LoopsMapping.Testing.State;

/// <summary>The contacts of a team: both identifiers are unique, and order is the order of creation.</summary>
internal sealed class ContactStore(string idSeed)
{
    private readonly SortedDictionary<long, LoopsServerContact> _contacts = [];
    private readonly Dictionary<string, long> _byEmail = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, long> _byUserId = new(StringComparer.Ordinal);
    private long _created;

    public IEnumerable<LoopsServerContact> All => _contacts.Values;

    /// <summary>The contact with either identifier; the user id goes first, because only it can move a contact to another email.</summary>
    public LoopsServerContact? Find(ContactIdentity identity)
        => identity.UserId is not null && _byUserId.TryGetValue(identity.UserId, out var place)
            || identity.Email is not null && _byEmail.TryGetValue(identity.Email, out place)
            ? _contacts[place]
            : null;

    /// <summary>Changes a contact, or creates it when there is none yet.</summary>
    public LoopsServerContact Save(ContactFields fields, LoopsServerContact? existing)
    {
        var place = existing is null ? ++_created : _byEmail[existing.Email];
        var before = existing ?? new LoopsServerContact { Id = LoopsId.Of($"{idSeed}/{place}") };
        var contact = ContactChange.Apply(before, fields, IsNew(fields.Email) ? fields.Email : null);
        if (existing is not null)
            Forget(existing);
        _contacts[place] = contact;
        _byEmail[contact.Email] = place;
        if (contact.UserId is not null)
            _byUserId[contact.UserId] = place;
        return contact;
    }

    public void Remove(LoopsServerContact contact)
    {
        _contacts.Remove(_byEmail[contact.Email]);
        Forget(contact);
    }

    /// <summary>Whether an email is new. One of another contact stays there, and one's own keeps its spelling.</summary>
    private bool IsNew(string? email) => email is not null && !_byEmail.ContainsKey(email);

    private void Forget(LoopsServerContact contact)
    {
        _byEmail.Remove(contact.Email);
        if (contact.UserId is not null)
            _byUserId.Remove(contact.UserId);
    }
}
