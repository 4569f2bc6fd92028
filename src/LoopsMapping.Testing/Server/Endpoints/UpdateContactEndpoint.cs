using LoopsMapping.Testing.Reading;

namespace LoopsMapping.Testing.Endpoints;

/// <summary><c>PUT contacts/update</c>: changes a contact, or creates it.</summary>
internal static class UpdateContactEndpoint
{
    public static ApiResponse Put(ApiCall call)
    {
        var fields = ContactFields.Read(JsonBody.ReadObject(call.Request.Body));
        fields.Identity.RequireAny();
        var existing = call.Team.Contacts.Find(fields.Identity);
        if (existing is null && fields.Email is null)
            throw new RefusedException(400, Messages.UserIdUnknown);
        return ApiResponse.SuccessWith("id", call.Team.Save(fields, existing).Id);
    }
}
