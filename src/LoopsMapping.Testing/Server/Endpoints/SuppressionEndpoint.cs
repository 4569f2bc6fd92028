using System.Text.Json;
using LoopsMapping.Testing.Reading;
using LoopsMapping.Testing.State;

namespace LoopsMapping.Testing.Endpoints;

/// <summary><c>GET contacts/suppression</c> and <c>DELETE contacts/suppression</c>, both by a query.</summary>
internal static class SuppressionEndpoint
{
    public static ApiResponse Get(ApiCall call)
    {
        var contact = Find(call);
        return new(200, ResponseJson.Write((contact, call.Team.Suppressions, call.Now), static (writer, answer) =>
        {
            var (contact, suppressions, now) = answer;
            writer.WriteStartObject();
            writer.WritePropertyName("contact");
            contact.WriteIdentityTo(writer);
            writer.WriteBoolean("isSuppressed", suppressions.Contains(contact.Email));
            WriteQuota(writer, suppressions, now);
            writer.WriteEndObject();
        }));
    }

    public static ApiResponse Delete(ApiCall call)
    {
        var contact = Find(call);
        var suppressions = call.Team.Suppressions;
        if (!suppressions.Contains(contact.Email))
            throw new RefusedException(400, Messages.NotSuppressed);
        if (suppressions.Remaining(call.Now) <= 0)
            throw new RefusedException(400, Messages.QuotaUsedUp);
        suppressions.Remove(contact.Email, call.Now);
        return new(200, ResponseJson.Write((suppressions, call.Now), static (writer, answer) =>
        {
            var (suppressions, now) = answer;
            writer.WriteStartObject();
            writer.WriteBoolean("success", true);
            writer.WriteString("message", Messages.SuppressionRemoved);
            WriteQuota(writer, suppressions, now);
            writer.WriteEndObject();
        }));
    }

    private static LoopsServerContact Find(ApiCall call)
        => call.Team.Contacts.Find(ContactIdentity.ReadOne(call.Request.QueryString)) ?? throw new RefusedException(404, Messages.SuppressionContactNotFound);

    private static void WriteQuota(Utf8JsonWriter writer, Suppressions suppressions, DateTimeOffset now)
    {
        writer.WriteStartObject("removalQuota");
        writer.WriteNumber("limit", suppressions.Limit);
        writer.WriteNumber("remaining", suppressions.Remaining(now));
        writer.WriteEndObject();
    }
}
