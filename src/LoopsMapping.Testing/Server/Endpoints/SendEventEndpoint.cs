using LoopsMapping.Testing.Reading;

namespace LoopsMapping.Testing.Endpoints;

/// <summary><c>POST events/send</c>: an event, and what it tells about its contact.</summary>
internal static class SendEventEndpoint
{
    public static ApiResponse Post(ApiCall call) => IdempotentCall.Once(call, Send);

    private static ApiResponse Send(ApiCall call)
    {
        var sent = EventFields.Read(JsonBody.ReadObject(call.Request.Body));
        sent.Contact.Identity.RequireAny();
        var existing = call.Team.Contacts.Find(sent.Contact.Identity);
        if (existing is null && sent.Contact.Email is null)
            throw new RefusedException(400, Messages.ContactNotFound);

        var contact = call.Team.Save(sent.Contact, existing);
        call.Team.Events.Add(new()
        {
            Name = sent.Name,
            ContactId = contact.Id,
            Email = sent.Contact.Email,
            UserId = sent.Contact.UserId,
            Properties = sent.Properties,
            IdempotencyKey = call.Request.IdempotencyKey,
            ReceivedAt = call.Now,
        });
        call.Team.EventPatterns.Learn(sent.Name, sent.Properties);
        return ApiResponse.Success;
    }
}
