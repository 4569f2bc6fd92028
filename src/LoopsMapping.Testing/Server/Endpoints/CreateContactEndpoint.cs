using LoopsMapping.Testing.Reading;

namespace LoopsMapping.Testing.Endpoints;

/// <summary><c>POST contacts/create</c>: a new contact, never a known one.</summary>
internal static class CreateContactEndpoint
{
    public static ApiResponse Post(ApiCall call)
    {
        var fields = ContactFields.Read(JsonBody.ReadObject(call.Request.Body));
        if (fields.Email is null)
            throw new RefusedException(400, Messages.EmailMissing);
        if (call.Team.Contacts.Find(fields.Identity) is not null)
            throw new RefusedException(409, Messages.ContactExists);
        return ApiResponse.SuccessWith("id", call.Team.Save(fields, existing: null).Id);
    }
}
