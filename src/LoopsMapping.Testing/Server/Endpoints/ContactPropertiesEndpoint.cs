using System.Text;
using LoopsMapping.Testing.Reading;
using LoopsMapping.Testing.State;

namespace LoopsMapping.Testing.Endpoints;

/// <summary><c>GET contacts/properties</c> and <c>POST contacts/properties</c>.</summary>
internal static class ContactPropertiesEndpoint
{
    public static ApiResponse Get(ApiCall call)
    {
        var isCustomOnly = Query.Read(call.Request.QueryString, "list") == "custom";
        return new(200, ResponseJson.Write((isCustomOnly ? [] : PropertyNames.Defaults).Concat(call.Team.Properties.All), static (writer, properties) =>
        {
            writer.WriteStartArray();
            foreach (var property in properties)
            {
                writer.WriteStartObject();
                writer.WriteString("key", property.Name);
                writer.WriteString("label", Label(property.Name));
                writer.WriteString("type", property.Type.ToWire());
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        }));
    }

    public static ApiResponse Post(ApiCall call)
    {
        var body = JsonBody.ReadObject(call.Request.Body);
        var name = body.ReadText("name");
        if (string.IsNullOrWhiteSpace(name))
            throw new RefusedException(400, Messages.PropertyNameMissing);
        if (PropertyTypes.FromWire(body.ReadText("type")) is not { } type)
            throw new RefusedException(400, Messages.PropertyTypeInvalid);
        if (PropertyNames.IsDefault(name) || call.Team.Properties.Contains(name))
            throw new RefusedException(400, Messages.PropertyExists);
        if (PropertyNames.IsTaken(name))
            throw new RefusedException(400, Messages.PropertyNameReserved);
        call.Team.Properties.Add(new(name, type));
        return ApiResponse.Success;
    }

    /// <summary><c>planName</c> is <c>Plan Name</c>.</summary>
    private static string Label(string name)
    {
        var label = new StringBuilder();
        foreach (var character in name)
        {
            if (char.IsUpper(character) && label.Length > 0 && !char.IsUpper(label[^1]))
                label.Append(' ');
            label.Append(label.Length == 0 ? char.ToUpperInvariant(character) : character);
        }
        return label.ToString();
    }
}
