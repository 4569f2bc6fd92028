using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace LoopsMapping.Testing.Pages;

/// <summary>HTML from parts that are ours and parts that came from outside.</summary>
internal sealed class HtmlText
{
    // Letters of every language stay readable in the source too.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _html = new();

    /// <summary>Adds markup.</summary>
    public HtmlText Raw(string html)
    {
        _html.Append(html);
        return this;
    }

    /// <summary>Adds text, encoded.</summary>
    public HtmlText Text(string? text)
    {
        _html.Append(Encoder.Encode(text ?? ""));
        return this;
    }

    /// <summary>Adds a table cell of text; a dash when there is none.</summary>
    public HtmlText Cell(string? text)
        => string.IsNullOrEmpty(text) ? Raw("<td class=\"none\">–</td>") : Raw("<td>").Text(text).Raw("</td>");

    /// <summary>Adds a table cell of an identifier, which may be long and without a space.</summary>
    public HtmlText IdCell(string? text) => string.IsNullOrEmpty(text) ? Cell(text) : Raw("<td class=\"id\">").Text(text).Raw("</td>");

    /// <summary>Adds a table cell of names and values, one a line.</summary>
    public HtmlText Cell(IEnumerable<(string Name, string Value)> properties)
    {
        var shown = properties.ToList();
        if (shown.Count == 0)
            return Cell(null as string);
        Raw("<td><dl>");
        foreach (var (name, value) in shown)
            Raw("<div><dt>").Text(name).Raw("</dt> <dd>").Text(value).Raw("</dd></div>");
        return Raw("</dl></td>");
    }

    /// <summary>Properties as names and values: text without quotes, everything else as JSON.</summary>
    public static IEnumerable<(string Name, string Value)> Values(IReadOnlyDictionary<string, JsonElement> properties)
        => properties.Select(static property => (property.Key, property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : property.Value.GetRawText()));

    public override string ToString() => _html.ToString();
}
