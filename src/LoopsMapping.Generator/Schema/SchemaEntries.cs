using System.Text;
using LoopsMapping.Generator.Model;
using LoopsMapping.Generator.Reading;

namespace LoopsMapping.Generator.Schema;

/// <summary>The lines that a schema file would have for what a class sends.</summary>
internal static class SchemaEntries
{
    public static string ContactProperty(MemberModel member)
        => $"{{ \"key\": {Text(member.WireName)}, \"label\": {Text(Label(member.WireName))}, \"type\": \"{PropertyTypes.Of(member.Value).Name()}\" }}";

    public static string EventProperty(MemberModel member) => $"{{ \"key\": {Text(member.WireName)}, \"type\": \"{PropertyTypes.Of(member.Value).Name()}\" }}";

    public static string MailingList(MemberModel member) => $"{{ \"id\": {Text(member.WireName)}, \"name\": {Text(WireNames.EventName(member.Name))}, \"isPublic\": false }}";

    public static string Event(MappingModel mapping)
        => $"{{ \"name\": {Text(mapping.EventName!)}, \"properties\": {List(mapping.Members.Where(static member => member.Role == MemberRole.EventProperty).OrderBy(static member => member.WireName, StringComparer.Ordinal).Select(EventProperty))} }}";

    public static string Email(MappingModel mapping)
        => $"{{ \"id\": {Text(mapping.TransactionalId!)}, \"name\": {Text(WireNames.EventName(mapping.MapName))}, \"dataVariables\": {List(mapping.Members.Where(static member => member.Role == MemberRole.DataVariable).Select(static member => Text(member.WireName)))} }}";

    private static string List(IEnumerable<string> items) => $"[{string.Join(", ", items)}]";

    /// <summary><c>favoriteColor</c> → <c>Favorite color</c>, as Loops labels it.</summary>
    private static string Label(string name)
    {
        var words = WireNames.EventName(name).ToLowerInvariant();
        return words.Length == 0 ? name : char.ToUpperInvariant(words[0]) + words.Substring(1);
    }

    private static string Text(string text)
    {
        var json = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                json.Append('\\').Append(c);
            else if (c < ' ' || char.IsSurrogate(c))
                json.Append("\\u").Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
            else
                json.Append(c);
        }
        return json.Append('"').ToString();
    }
}
