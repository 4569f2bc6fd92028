using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace LoopsMapping.Generator.Emitting;

/// <summary>Text as it stands in generated code.</summary>
internal static class Literals
{
    /// <summary>A C# string literal.</summary>
    public static string String(string text) => IsPlain(text) ? $"\"{text}\"" : SymbolDisplay.FormatLiteral(WellFormed(text), quote: true);

    /// <summary>A UTF-8 literal.</summary>
    public static string Utf8(string text) => String(text) + "u8";

    /// <summary>The inside of a JSON string, with the escapes that the library's own writer uses.</summary>
    public static string Json(string text)
    {
        var json = new StringBuilder(text.Length + 8);
        foreach (var c in WellFormed(text))
        {
            _ = c switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append("\\\\"),
                '\b' => json.Append("\\b"),
                '\t' => json.Append("\\t"),
                '\n' => json.Append("\\n"),
                '\f' => json.Append("\\f"),
                '\r' => json.Append("\\r"),
                < ' ' => json.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture)),
                _ => json.Append(c),
            };
        }
        return json.ToString();
    }

    /// <summary>A JSON string. As it stands it fits into a raw literal, where a line separator would begin a line.</summary>
    public static string JsonString(string text)
        => IsPlain(text) ? $"\"{text}\"" : $"\"{Json(text).Replace("\u0085", "\\u0085").Replace("\u2028", "\\u2028").Replace("\u2029", "\\u2029")}\"";

    /// <summary>Text inside an XML documentation comment, on one line.</summary>
    public static string Xml(string text)
    {
        var xml = new StringBuilder(text.Length + 8);
        foreach (var c in WellFormed(text))
        {
            _ = c switch
            {
                '&' => xml.Append("&amp;"),
                '<' => xml.Append("&lt;"),
                '>' => xml.Append("&gt;"),
                _ when char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFFFE' or '\uFFFF' => xml.Append('\uFFFD'),
                _ => xml.Append(c),
            };
        }
        return xml.ToString();
    }

    /// <summary>Text inside a comment of one line.</summary>
    public static string Comment(string text)
        => new([.. WellFormed(text).Select(static c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)]);

    /// <summary>Whether the text, as most names, has nothing that a literal would escape.</summary>
    private static bool IsPlain(string text)
    {
        foreach (var c in text)
        {
            if (c is < ' ' or > '~' or '"' or '\\')
                return false;
        }
        return true;
    }

    /// <summary>UTF-8 has no lone surrogates: they become U+FFFD, as they do at run time.</summary>
    private static string WellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
                return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        }
        return text;
    }
}
