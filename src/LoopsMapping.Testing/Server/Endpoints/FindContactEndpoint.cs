using LoopsMapping.Testing.Reading;

namespace LoopsMapping.Testing.Endpoints;

/// <summary><c>GET contacts/find</c>: an array of the contact, or of nothing.</summary>
internal static class FindContactEndpoint
{
    public static ApiResponse Get(ApiCall call)
    {
        var identity = ContactIdentity.ReadOne(call.Request.QueryString);
        return new(200, call.Team.Contacts.Find(identity) is { } contact ? $"[{contact.ToJson()}]" : "[]");
    }
}
