using LoopsMapping.Generator.Schema;

namespace LoopsMapping.CodeFixes;

/// <summary>Changes one entry of a schema file's text and leaves everything else as it stands.</summary>
/// <param name="section">The list that the entry is in.</param>
/// <param name="eventName">The event, for an entry of its list of properties; <see langword="null"/> for an entry of the section itself.</param>
/// <param name="name">The entry's name.</param>
internal sealed class SchemaEdit(string section, string? eventName, string name)
{
    private readonly string _nameMember = eventName is null ? SchemaSections.NameMember(section) : "key";

    /// <summary>Adds the entry in its place by ordinal order, laid out as those around it; the same text when it is there.</summary>
    public string Add(string text, string entry)
    {
        if (List(text) is not { } list)
            return text;
        List<(JsonPlace Place, string? Name)> items = [.. list.Items.Select(item => (item, NameOf(item, _nameMember, text)))];
        if (items.Exists(item => item.Name == name))
            return text;
        if (items.Count == 0)
            return text.Remove(list.Start, list.End - list.Start).Insert(list.Start, First(text, list, entry));

        var next = IsSorted(items) ? items.FindIndex(item => string.CompareOrdinal(item.Name, name) > 0) : -1;
        if (next >= 0)
            return text.Insert(items[next].Place.Start, entry + "," + Break(text, items[next].Place));
        var last = items[items.Count - 1].Place;
        return text.Insert(last.End, "," + Break(text, last) + entry);
    }

    /// <summary>Sets the type of the entry.</summary>
    public string SetType(string text, string type)
    {
        if (List(text)?.Items.FirstOrDefault(item => NameOf(item, _nameMember, text) == name)?.Member("type") is not { } place)
            return text;
        return text.Remove(place.Start, place.End - place.Start).Insert(place.Start, $"\"{type}\"");
    }

    private JsonPlace? List(string text)
    {
        var list = JsonPlace.Find(text).Root?.Member(section);
        if (eventName is not null)
            list = list?.Items.FirstOrDefault(item => NameOf(item, "name", text) == eventName)?.Member("properties");
        return list is not null && text[list.Start] == '[' ? list : null;
    }

    private static string? NameOf(JsonPlace entry, string member, string text)
        => entry.Member(member) is { } place && text[place.Start] == '"' ? place.Text(text) : null;

    private static bool IsSorted(List<(JsonPlace Place, string? Name)> items)
    {
        for (var i = 1; i < items.Count; i++)
        {
            if (string.CompareOrdinal(items[i - 1].Name, items[i].Name) > 0)
                return false;
        }
        return true;
    }

    /// <summary>A list of one: of properties in the event's line, else on a line of its own.</summary>
    private string First(string text, JsonPlace list, string entry)
    {
        if (eventName is not null || text.IndexOf('\n') < 0)
            return $"[{entry}]";
        var (lineEnd, indentation) = (LineEnd(text), Indentation(text, list.Start));
        var unit = indentation.Length > 0 ? indentation : "  ";
        return $"[{lineEnd}{indentation}{unit}{entry}{lineEnd}{indentation}]";
    }

    /// <summary>What separates an entry from its neighbour: a new line where that has one.</summary>
    private static string Break(string text, JsonPlace neighbour)
    {
        var indentation = Indentation(text, neighbour.Start);
        var start = neighbour.Start - indentation.Length;
        return start > 0 && text[start - 1] == '\n' ? LineEnd(text) + indentation : " ";
    }

    /// <summary>The white space that the line begins with, up to the position.</summary>
    private static string Indentation(string text, int position)
    {
        var start = position == 0 ? 0 : text.LastIndexOf('\n', position - 1) + 1;
        var end = start;
        while (end < position && text[end] is ' ' or '\t')
            end++;
        return text.Substring(start, end - start);
    }

    private static string LineEnd(string text) => text.IndexOf("\r\n", StringComparison.Ordinal) >= 0 ? "\r\n" : "\n";
}
