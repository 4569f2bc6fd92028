using System.Globalization;
using System.Text.Json;

namespace LoopsMapping.Segment.Messages;

/// <summary>Where in a message a value stands, for whoever has to find it: <c>$.traits.plan</c>. Only errors ask for it.</summary>
internal static class MessagePath
{
    public static string Of(MessageIndex index, int message, int start)
    {
        var span = index.Message(message);
        var reader = new Utf8JsonReader(index.Json[span.Start..span.End], new JsonReaderOptions { MaxDepth = int.MaxValue });
        List<Step> path = [];
        var name = "";
        while (start >= 0 && reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = JsonEscapes.ToText(reader.ValueSpan, reader.ValueIsEscaped);
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    path.RemoveAt(path.Count - 1);
                    continue;
            }
            var label = path.Count == 0 ? "$" : path[^1].Next(name);
            // A value begins at its token, the text of a string behind the quote.
            if (span.Start + (int)reader.TokenStartIndex + (reader.TokenType == JsonTokenType.String ? 1 : 0) == start)
                return string.Concat(path.Select(static step => step.Label).Append(label));
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                path.Add(new(label, reader.TokenType == JsonTokenType.StartArray));
        }
        return "$";
    }

    private sealed class Step(string label, bool isArray)
    {
        private int _items;

        public string Label => label;

        public string Next(string name) => isArray ? $"[{(_items++).ToString(CultureInfo.InvariantCulture)}]" : $".{name}";
    }
}
