using System.Text.Json;
using LoopsMapping.Testing.Endpoints;
using Microsoft.AspNetCore.WebUtilities;

namespace LoopsMapping.Testing.Reading;

/// <summary>Who a request is about.</summary>
internal readonly record struct ContactIdentity(string? Email, string? UserId)
{
    public static ContactIdentity Read(IReadOnlyDictionary<string, JsonElement> body)
        => Create(body.ReadText("email"), body.ReadText("userId"));

    /// <summary>Exactly one identifier from a query, where a name may come several times.</summary>
    public static ContactIdentity ReadOne(string queryString)
    {
        string? email = null;
        string? userId = null;
        foreach (var pair in new QueryStringEnumerable(queryString))
        {
            var name = pair.DecodeName().Span;
            if (name is not ("email" or "userId"))
                continue;
            if (email is not null || userId is not null)
                throw new RefusedException(400, Messages.IdentifierAmbiguous);
            var value = pair.DecodeValue().ToString();
            if (name is "email")
                email = value;
            else
                userId = value;
        }

        var identity = Create(email, userId);
        identity.RequireOne();
        return identity;
    }

    public void RequireAny()
    {
        if (Email is null && UserId is null)
            throw new RefusedException(400, Messages.IdentifierMissing);
    }

    public void RequireOne()
    {
        RequireAny();
        if (Email is not null && UserId is not null)
            throw new RefusedException(400, Messages.IdentifierAmbiguous);
    }

    private static ContactIdentity Create(string? email, string? userId)
    {
        if (email is not null && !EmailAddress.IsValid(email))
            throw new RefusedException(400, Messages.InvalidEmail);
        return new(email, string.IsNullOrWhiteSpace(userId) ? null : userId);
    }
}
