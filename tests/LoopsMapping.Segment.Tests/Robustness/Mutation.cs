using System.Globalization;
using System.Text;

namespace LoopsMapping.Segment.Tests.Robustness;

/// <summary>Spoils messages, the same for the same seed.</summary>
internal sealed class Mutation(int seed)
{
    /// <summary>Texts that JSON, JavaScript or we could take for something special.</summary>
    private static readonly string[] Oddities =
    [
        "null", "true", "-0", "1e400", "1e-400", "123456789012345678901234567890", "\"\"", "\" \"", "{}", "[]", "[null]", "[[[[]]]]", "{\"a\":{\"a\":{}}}", "\"\\ud800\"", "\"\\u0000\"",
        "\"\\\"\"", "\"$.traits\"", "[1,2]", "{\"__proto__\":{\"email\":\"x@y.zz\"}}", "\"ü@example.com\"", "\"identify\"", "\"track\"", "0", "false", "5.5", "\"5\"", "{\"\":1}",
    ];

    private static readonly string[] Names =
    [
        "type", "event", "userId", "anonymousId", "messageId", "email", "traits", "properties", "context", "integrations", "writeKey", "name", "batch", "firstName", "mailingLists", "source",
        "userGroup", "subscribed", "createdAt", "__proto__", "em\\u0061il", "\\ud800", "order_id", "total",
    ];

    private readonly Random _random = new(seed);

    /// <summary>A message that is valid JSON, and odd.</summary>
    public string OddMessage()
    {
        var members = Enumerable.Range(0, _random.Next(9)).Select(_ => $"\"{Pick(Names)}\":{Value(_random.Next(3))}").ToList();
        if (_random.Next(4) > 0)
            members.Insert(_random.Next(members.Count + 1), $"\"type\":\"{(_random.Next(2) == 0 ? "identify" : "track")}\"");
        if (_random.Next(3) > 0)
            members.Insert(_random.Next(members.Count + 1), $"\"userId\":\"u{_random.Next(100).ToString(CultureInfo.InvariantCulture)}\"");
        return _random.Next(12) == 0 ? Pick(Oddities) : $"{{{string.Join(_random.Next(2) == 0 ? "," : " ,\n ", members)}}}";
    }

    /// <summary>A text with bytes changed, cut out, doubled and put in, JSON or not.</summary>
    public byte[] Spoil(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text).ToList();
        for (var times = _random.Next(1, 4); times > 0 && bytes.Count > 0; times--)
        {
            var at = _random.Next(bytes.Count);
            switch (_random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)_random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(_random.Next(1, 20), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(_random.Next(1, 40), bytes.Count - at)));
                    break;
                case 3:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pick(Oddities)));
                    break;
                default:
                    bytes[at] = (byte)"{}[]\",:\\"[_random.Next(8)];
                    break;
            }
        }
        return [.. bytes];
    }

    public int Next(int limit) => _random.Next(limit);

    private string Value(int depth)
    {
        if (depth == 0)
            return Pick(Oddities);
        return _random.Next(5) == 0
            ? $"[{string.Join(',', Enumerable.Range(0, _random.Next(4)).Select(_ => Value(depth - 1)))}]"
            : $"{{{string.Join(',', Enumerable.Range(0, _random.Next(6)).Select(_ => $"\"{Pick(Names)}\":{Value(depth - 1)}"))}}}";
    }

    private string Pick(string[] from) => from[_random.Next(from.Length)];
}
