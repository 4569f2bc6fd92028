using LoopsMapping.Testing.Reading;

namespace LoopsMapping.Testing.Endpoints;

/// <summary><c>POST events/send</c>: an event, and what it tells about its contact.</summary>
internal static class SendEventEndpoint
{
    private const int MaxKeyLength = 100;

    public static ApiResponse Post(ApiCall call)
    {
        var key = call.Request.IdempotencyKey;
        if (key is { Length: > MaxKeyLength })
            throw new RefusedException(400, Messages.KeyTooLong);
        if (key is not null && call.Team.Keys.IsUsed(key))
            throw new RefusedException(409, Messages.KeyUsed);

        var sent = EventFields.Read(JsonBody.ReadObject(call.Request.Body));
        sent.Contact.Identity.RequireAny();
        var existing = call.Team.Contacts.Find(sent.Contact.Identity);
        if (existing is null && sent.Contact.Email is null)
            throw new RefusedException(400, Messages.ContactNotFound);

        var contact = call.Team.Contacts.Save(sent.Contact, existing);
        call.Team.Events.Add(new()
        {
            Name = sent.Name,
            ContactId = contact.Id,
            Email = sent.Contact.Email,
            UserId = sent.Contact.UserId,
            Properties = sent.Properties,
            IdempotencyKey = key,
            ReceivedAt = call.Now,
        });
        if (key is not null)
            call.Team.Keys.Use(key);
        return ApiResponse.Success;
    }
}
