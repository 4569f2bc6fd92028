using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LoopsMapping.Tool.Schema;

/// <summary>Writes a schema file so that a difference is one line: every entry on a line of its own, always in the same order.</summary>
internal static class SchemaWriter
{
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ssZ";

    public static string Write(AccountSchema schema)
    {
        var text = new StringBuilder("{\n");
        text.Append("  \"$schema\": ").Append(Quote(AccountSchema.Link)).Append(",\n");
        text.Append(CultureInfo.InvariantCulture, $"  \"version\": {AccountSchema.Version},\n");
        text.Append("  \"team\": ").Append(Quote(schema.Team)).Append(",\n");
        text.Append("  \"pulledAt\": ").Append(Quote(schema.PulledAt.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture))).Append(",\n");
        Append(text, "contactProperties", schema.ContactProperties.Select(static property
            => $"{{ \"key\": {Quote(property.Key)}, {(property.Label is { } label ? $"\"label\": {Quote(label)}, " : "")}\"type\": {Quote(property.Type)} }}"));
        text.Append(",\n");
        Append(text, "mailingLists", schema.MailingLists.Select(static list
            => $"{{ \"id\": {Quote(list.Id)}, \"name\": {Quote(list.Name)}, \"isPublic\": {(list.IsPublic ? "true" : "false")} }}"));
        text.Append(",\n");
        Append(text, "events", schema.Events.Select(static one
            => $"{{ \"name\": {Quote(one.Name)}, \"properties\": {List(one.Properties.Select(static property => $"{{ \"key\": {Quote(property.Key)}, \"type\": {Quote(property.Type)} }}"))} }}"));
        text.Append(",\n");
        Append(text, "transactionalEmails", schema.TransactionalEmails.Select(static email
            => $"{{ \"id\": {Quote(email.Id)}, \"name\": {Quote(email.Name)}, \"dataVariables\": {List(email.DataVariables.Select(Quote))} }}"));
        return text.Append("\n}\n").ToString();
    }

    private static void Append(StringBuilder text, string name, IEnumerable<string> entries)
    {
        text.Append("  \"").Append(name).Append("\": [");
        var separator = "\n    ";
        foreach (var entry in entries)
        {
            text.Append(separator).Append(entry);
            separator = ",\n    ";
        }
        text.Append(separator[0] == ',' ? "\n  ]" : "]");
    }

    private static string List(IEnumerable<string> entries) => $"[{string.Join(", ", entries)}]";

    private static string Quote(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";
}
