using Microsoft.CodeAnalysis.Text;

namespace LoopsMapping.Generator.Schema;

/// <summary>
/// Where in a text its JSON values stand, which the reader of the values cannot tell: for the place of a mistake, and for an edit that leaves
/// everything else as it is.
/// </summary>
internal sealed class JsonPlace
{
    private readonly List<(string Name, JsonPlace Value)> _members = [];

    private JsonPlace(int start) => Start = start;

    public int Start { get; }

    public int End { get; private set; }

    public TextSpan Span => TextSpan.FromBounds(Start, End);

    /// <summary>The items of an array, or the values of an object's members.</summary>
    public IEnumerable<JsonPlace> Items => _members.Select(static member => member.Value);

    public int Count => _members.Count;

    /// <summary>The last member of a name, which is the one that counts.</summary>
    public JsonPlace? Member(string name) => _members.FindLast(member => member.Name == name).Value;

    public JsonPlace? Item(int index) => index >= 0 && index < _members.Count ? _members[index].Value : null;

    /// <summary>Finds the places of a text; of one that is no JSON, where it stops being any.</summary>
    public static (JsonPlace? Root, int Error) Find(string text)
    {
        var scan = new Scan(text);
        var root = scan.Value(depth: 0);
        if (root is not null && !scan.IsAtEnd())
            root = null;
        return (root, Math.Min(scan.Position, text.Length));
    }

    /// <summary>The text of a string without its quotes, escapes read.</summary>
    public string Text(string text) => Scan.Unescape(text, Start + 1, End - 1);

    private sealed class Scan(string text)
    {
        private const int MostLevels = 64;

        public int Position { get; private set; }

        private char Next => Position < text.Length ? text[Position] : '\0';

        public bool IsAtEnd()
        {
            SkipBlanks();
            return Position >= text.Length;
        }

        public JsonPlace? Value(int depth)
        {
            SkipBlanks();
            var place = new JsonPlace(Position);
            var isRead = Next switch
            {
                '{' => Members(place, depth, '}', isObject: true),
                '[' => Members(place, depth, ']', isObject: false),
                '"' => String(),
                _ => Literal(),
            };
            place.End = Position;
            return isRead ? place : null;
        }

        public static string Unescape(string text, int start, int end)
        {
            if (start >= end)
                return "";
            if (text.IndexOf('\\', start, end - start) < 0)
                return text.Substring(start, end - start);
            var name = new System.Text.StringBuilder();
            for (var i = start; i < end; i++)
            {
                if (text[i] != '\\' || i + 1 >= end)
                {
                    name.Append(text[i]);
                    continue;
                }
                i++;
                if (text[i] == 'u' && i + 4 < end && int.TryParse(text.Substring(i + 1, 4), System.Globalization.NumberStyles.HexNumber, null, out var code))
                {
                    name.Append((char)code);
                    i += 4;
                }
                else
                {
                    name.Append(text[i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', var other => other });
                }
            }
            return name.ToString();
        }

        private bool Members(JsonPlace place, int depth, char close, bool isObject)
        {
            if (depth >= MostLevels)
                return false;
            Position++;
            SkipBlanks();
            if (Next == close)
            {
                Position++;
                return true;
            }
            while (true)
            {
                var name = "";
                if (isObject)
                {
                    SkipBlanks();
                    var start = Position;
                    if (Next != '"' || !String())
                        return false;
                    name = Unescape(text, start + 1, Position - 1);
                    SkipBlanks();
                    if (Next != ':')
                        return false;
                    Position++;
                }
                if (Value(depth + 1) is not { } value)
                    return false;
                place._members.Add((name, value));
                SkipBlanks();
                if (Next == close)
                {
                    Position++;
                    return true;
                }
                if (Next != ',')
                    return false;
                Position++;
            }
        }

        private bool String()
        {
            for (Position++; Position < text.Length; Position++)
            {
                switch (text[Position])
                {
                    case '"':
                        Position++;
                        return true;
                    case '\\':
                        Position++;
                        break;
                    case < ' ':
                        return false;
                }
            }
            return false;
        }

        private bool Literal()
        {
            var start = Position;
            while (Position < text.Length && text[Position] is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '-' or '+' or '.')
                Position++;
            var word = text.Substring(start, Position - start);
            if (word is "true" or "false" or "null" || (word.Length > 0 && word[0] is '-' or >= '0' and <= '9'))
                return true;
            Position = start;
            return false;
        }

        private void SkipBlanks()
        {
            while (Position < text.Length && text[Position] is ' ' or '\t' or '\r' or '\n')
                Position++;
        }
    }
}
