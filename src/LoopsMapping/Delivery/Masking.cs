using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LoopsMapping.Delivery;

/// <summary>Keeps personal data out of logs.</summary>
internal static partial class Masking
{
    /// <summary>Every e-mail address in the text, cut to its first letter and its domain: <c>a***@loops.so</c>.</summary>
    public static string Emails(string text) => Email().Replace(text, static email => $"{email.Value[0]}***{email.Value[email.Value.IndexOf('@', StringComparison.Ordinal)..]}");

    /// <summary>
    /// A request's body as it may be logged. What a transactional email is filled in with can open somebody's account, and is not shown at all.
    /// </summary>
    public static string Body(LoopsCall call)
    {
        var body = call.Body ?? default;
        if (call.Path == LoopsTransactionalMap<object>.RequestPath)
            body = WithoutValues(body);
        return Emails(Encoding.UTF8.GetString(body.Span));
    }

    /// <summary>A transactional email's body, a JSON object, without what the email is filled in with.</summary>
    public static byte[] WithoutValues(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        var masked = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(masked))
        {
            writer.WriteStartObject();
            foreach (var member in json.RootElement.EnumerateObject())
            {
                if (member.Value.ValueKind is JsonValueKind.Object)
                    WriteNames(writer, member);
                else if (member.Value.ValueKind is JsonValueKind.Array)
                    writer.WriteString(member.Name, "***");
                else
                    member.WriteTo(writer);
            }
            writer.WriteEndObject();
        }
        return masked.WrittenSpan.ToArray();
    }

    private static void WriteNames(Utf8JsonWriter writer, JsonProperty member)
    {
        writer.WriteStartObject(member.Name);
        foreach (var inner in member.Value.EnumerateObject())
            writer.WriteString(inner.Name, "***");
        writer.WriteEndObject();
    }

    [GeneratedRegex("""[^\s"@<>,;:]+@[^\s"@<>,;:]+""", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Email();
}
