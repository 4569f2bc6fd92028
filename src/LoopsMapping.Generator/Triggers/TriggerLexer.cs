using System.Globalization;
using System.Text;
using LoopsMapping.Generator.Model;

namespace LoopsMapping.Generator.Triggers;

/// <summary>Takes a trigger apart into words and signs; after a mistake there is only the end.</summary>
internal sealed class TriggerLexer(string text)
{
    private int _at;

    public TriggerError? Error { get; private set; }

    public TriggerToken Next()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            _at++;
        if (Error is not null || _at == text.Length)
            return new(TriggerTokenKind.End, text.Length, text.Length);
        return text[_at] switch
        {
            '(' => Sign(TriggerTokenKind.Open, 1),
            ')' => Sign(TriggerTokenKind.Close, 1),
            '[' => Sign(TriggerTokenKind.OpenList, 1),
            ']' => Sign(TriggerTokenKind.CloseList, 1),
            ',' => Sign(TriggerTokenKind.Comma, 1),
            '!' => IsNext('=') ? Compare(Comparison.NotEqual, 2) : Sign(TriggerTokenKind.Not, 1),
            '=' => IsNext('=') ? Fail(2, "FQL compares with a single '='") : Compare(Comparison.Equal, 1),
            '<' => IsNext('=') ? Compare(Comparison.LessOrEqual, 2) : IsNext('>') ? Fail(2, "FQL writes 'not equal' as '!='") : Compare(Comparison.Less, 1),
            '>' => IsNext('=') ? Compare(Comparison.GreaterOrEqual, 2) : Compare(Comparison.Greater, 1),
            '&' => Fail(IsNext('&') ? 2 : 1, "FQL writes it as 'and'"),
            '|' => Fail(IsNext('|') ? 2 : 1, "FQL writes it as 'or'"),
            '"' => Quoted(),
            '\'' => SingleQuoted(),
            >= '0' and <= '9' => Number(),
            '+' or '-' when _at + 1 < text.Length && text[_at + 1] is >= '0' and <= '9' => Number(),
            '\\' => Path(),
            var c when IsPartOfName(c) => Path(),
            _ => Fail(IsPair(_at) ? 2 : 1, $"'{text.Substring(_at, IsPair(_at) ? 2 : 1)}' has no meaning here; in a path, escape it with a backslash"),
        };
    }

    private static bool IsPartOfName(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '$';

    private bool IsNext(char c) => _at + 1 < text.Length && text[_at + 1] == c;

    private bool IsPair(int at) => at + 1 < text.Length && char.IsSurrogatePair(text, at);

    private TriggerToken Sign(TriggerTokenKind kind, int length) => new(kind, _at, _at += length);

    private TriggerToken Compare(Comparison comparison, int length) => Sign(TriggerTokenKind.Comparison, length) with { Comparison = comparison };

    private TriggerToken Fail(int length, string message) => Fail(_at, _at + length, message);

    private TriggerToken Fail(int start, int end, string message)
    {
        Error = new(start, end, message);
        return new(TriggerTokenKind.End, end, end);
    }

    private TriggerToken Quoted()
    {
        var start = _at;
        var value = new StringBuilder();
        for (_at++; _at < text.Length; _at++)
        {
            var c = text[_at];
            if (c == '"')
                return new(TriggerTokenKind.Text, start, ++_at) { Text = value.ToString() };
            // Any other backslash is one: match() has escapes of its own.
            if (c == '\\' && _at + 1 < text.Length && text[_at + 1] is '"' or '\\')
                c = text[++_at];
            value.Append(c);
        }
        return Fail(start, text.Length, "the text has no closing '\"'");
    }

    private TriggerToken SingleQuoted()
    {
        var end = text.IndexOf('\'', _at + 1);
        return end < 0
            ? Fail(_at, text.Length, "text stands between double quotes")
            : Fail(_at, end + 1, $"text stands between double quotes: write \"{text.Substring(_at + 1, end - _at - 1)}\"");
    }

    private TriggerToken Number()
    {
        var start = _at;
        for (_at++; _at < text.Length && (IsPartOfName(text[_at]) || text[_at] == '.'); _at++)
        {
        }
        var number = text.Substring(start, _at - start);
        var digits = number.TrimStart('+', '-');
        if (!digits.All(static c => c is >= '0' and <= '9' or '.') || digits.Count(static c => c == '.') > 1 || digits[digits.Length - 1] == '.')
            return Fail(start, _at, $"'{number}' is no number: write digits, with a sign and decimals at most");
        var value = double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? parsed : double.PositiveInfinity;
        return double.IsInfinity(value)
            ? Fail(start, _at, "the number is too large")
            : new(TriggerTokenKind.Number, start, _at) { Number = value };
    }

    private TriggerToken Path()
    {
        var start = _at;
        var steps = new List<PathStep>();
        if (Name() is not { } first)
            return new(TriggerTokenKind.End, _at, _at);
        steps.Add(new(first));
        var word = text.Substring(start, _at - start);
        // As in: type in["track"].
        while (_at < text.Length && !(steps.Count == 1 && word == "in"))
        {
            if (text[_at] == '.')
            {
                var part = ++_at;
                if (Name() is not { } name)
                    return new(TriggerTokenKind.End, _at, _at);
                steps.Add(Index(part, _at) is { } item ? PathStep.To(item) : new(name));
            }
            else if (text[_at] == '[')
            {
                var close = text.IndexOf(']', _at);
                if (close < 0 || Index(_at + 1, close) is not { } item)
                    return Fail(_at, close < 0 ? text.Length : close + 1, "an item of a list is written as its number, [0]");
                steps.Add(PathStep.To(item));
                _at = close + 1;
            }
            else
            {
                break;
            }
        }
        return new(TriggerTokenKind.Word, start, _at) { Word = steps.Count == 1 ? word : null, Path = new(steps) };
    }

    /// <summary>The number that stands there; <see langword="null"/> when something else does.</summary>
    private int? Index(int start, int end)
    {
        var digits = text.Substring(start, end - start);
        return digits.Length > 0 && digits.All(static c => c is >= '0' and <= '9') && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
    }

    private string? Name()
    {
        var start = _at;
        var name = new StringBuilder();
        for (; _at < text.Length; _at++)
        {
            var c = text[_at];
            if (c == '\\')
            {
                if (_at + 1 == text.Length)
                {
                    Fail(1, "a backslash escapes the character after it, and there is none");
                    return null;
                }
                c = text[++_at];
            }
            else if (!IsPartOfName(c))
            {
                break;
            }
            name.Append(c);
        }
        if (name.Length > 0)
            return name.ToString();
        Fail(Math.Max(0, start - 1), start, "a name is missing after '.'");
        return null;
    }
}
