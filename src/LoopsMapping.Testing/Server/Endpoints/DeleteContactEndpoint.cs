using LoopsMapping.Testing.Reading;

namespace LoopsMapping.Testing.Endpoints;

/// <summary><c>POST contacts/delete</c>: by exactly one identifier.</summary>
internal static class DeleteContactEndpoint
{
    public static ApiResponse Post(ApiCall call)
    {
        var identity = ContactIdentity.Read(JsonBody.ReadObject(call.Request.Body));
        identity.RequireOne();
        if (call.Team.Contacts.Find(identity) is not { } contact)
            throw new RefusedException(404, Messages.ContactNotFound);
        call.Team.Delete(contact);
        return ApiResponse.SuccessWith("message", Messages.ContactDeleted);
    }
}
