using System.Text;
using LoopsMapping.Generator.Model;

namespace LoopsMapping.Generator.Triggers;

/// <summary>
/// Reads a trigger in Segment's filter language (FQL) as it is documented: <c>!</c> goes before comparisons, they before <c>and</c>, and that
/// before <c>or</c>. The first mistake ends the reading.
/// </summary>
internal sealed class TriggerParser
{
    /// <summary>What Segment allows for one statement.</summary>
    private const int MaxBytes = 5 * 1024;

    /// <summary>Deeper than people write, and not as deep as the stack of a compiler.</summary>
    private const int MaxDepth = 64;

    private static readonly string[] Fields = ["type", "event", "name", "userId", "anonymousId", "messageId", "groupId", "previousId", "properties", "traits", "context"];

    private readonly TriggerLexer _lexer;
    private TriggerToken _last;
    private TriggerToken _current;
    private TriggerError? _error;
    private int _depth;

    private TriggerParser(string text) => _lexer = new(text);

    public static ParsedTrigger Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return new(null, new(0, text.Length, "it is empty: leave it out for the default"), null);
        return Encoding.UTF8.GetByteCount(text) > MaxBytes
            ? new(null, new(0, text.Length, $"it is longer than {MaxBytes} bytes, which is all that Segment takes"), null)
            : new TriggerParser(text).Parse();
    }

    private MixedWords? Mixed { get; set; }

    private ParsedTrigger Parse()
    {
        Advance();
        var condition = Junction();
        if (condition is not null && _current.Kind != TriggerTokenKind.End)
            Fail(_current, Unexpected());
        var error = _lexer.Error ?? _error;
        return new(error is null ? condition : null, error, error is null ? Mixed : null);
    }

    private void Advance()
    {
        _last = _current;
        _current = _lexer.Next();
    }

    private bool IsWord(string word) => _current.Kind == TriggerTokenKind.Word && _current.Word == word;

    private ExpressionModel? Fail(TriggerToken place, string message) => Fail(place.Start, place.End, message);

    private ExpressionModel? Fail(int start, int end, string message)
    {
        _error ??= new(start, end, message);
        return null;
    }

    private ExpressionModel? Junction()
    {
        var any = new List<ExpressionModel>();
        var all = new List<ExpressionModel>();
        TriggerToken? firstAnd = null, firstOr = null, last = null;
        while (true)
        {
            if (Condition() is not { } condition)
                return null;
            all.Add(condition);
            var isAnd = IsWord("and");
            if (!isAnd)
            {
                any.Add(Join(isAny: false, all));
                all = [];
            }
            if (!isAnd && !IsWord("or"))
                break;
            if (isAnd)
                firstAnd ??= _current;
            else
                firstOr ??= _current;
            last = _current;
            Advance();
        }
        if (firstAnd is not null && firstOr is not null)
            Mixed ??= new(last!.Value.Start, last.Value.End, last.Value.Word!);
        return Join(isAny: true, any);
    }

    private static ExpressionModel Join(bool isAny, List<ExpressionModel> conditions) => conditions is [var only] ? only : new JunctionModel(isAny, new(conditions));

    private ExpressionModel? Condition()
    {
        var start = _current.Start;
        if (Operand() is not { } left)
            return null;
        if (_current.Kind == TriggerTokenKind.Comparison)
            return Comparison(left);
        if (IsWord("in"))
            return Membership(left);
        return left.IsCondition ? left : Fail(start, _last.End, "this is a value and no condition: compare it with something");
    }

    private ExpressionModel? Comparison(ExpressionModel left)
    {
        var comparison = _current;
        if (left is NotModel)
            return Fail(comparison, "'!' stands for what follows it alone: put the comparison into parentheses, !(…)");
        Advance();
        if (Operand(afterComparison: true) is not { } right)
            return null;
        return _current.Kind == TriggerTokenKind.Comparison
            ? Fail(_current, "a comparison has two sides: join two of them with 'and'")
            : new ComparisonModel(left, comparison.Comparison, right);
    }

    private ExpressionModel? Membership(ExpressionModel item)
    {
        Advance();
        if (_current.Kind != TriggerTokenKind.OpenList)
        {
            var place = _current;
            if (Operand() is not { } list)
                return null;
            return list is FieldModel ? new ContainedModel(item, list) : Fail(place, "'in' needs a list, [\"a\", \"b\"], or a path to one");
        }
        Advance();
        var items = new List<ExpressionModel>();
        while (_current.Kind != TriggerTokenKind.CloseList)
        {
            if (items.Count > 0)
            {
                if (_current.Kind != TriggerTokenKind.Comma)
                    return Fail(_current, "the items of a list are separated by ',' and end with ']'");
                Advance();
            }
            if (Operand(afterComparison: true) is not { } one)
                return null;
            items.Add(one);
        }
        Advance();
        return new ListedModel(item, new(items));
    }

    /// <summary>A value, a condition in parentheses, or either with a <c>!</c> before it.</summary>
    /// <param name="afterComparison">Whether text is expected, which people write without quotes.</param>
    private ExpressionModel? Operand(bool afterComparison = false)
    {
        var token = _current;
        switch (token.Kind)
        {
            case TriggerTokenKind.Text:
                Advance();
                return new TextModel(token.Text!);
            case TriggerTokenKind.Number:
                Advance();
                return new NumberModel(token.Number);
            case TriggerTokenKind.Word:
                return Word(token, afterComparison);
            case TriggerTokenKind.Not or TriggerTokenKind.Open when ++_depth > MaxDepth:
                return Fail(token, $"it is nested more than {MaxDepth} times");
            case TriggerTokenKind.Not:
                Advance();
                var negated = Negated();
                _depth--;
                return negated;
            case TriggerTokenKind.Open:
                Advance();
                var inner = Junction();
                _depth--;
                return inner is null ? null : Close(inner, token);
            case TriggerTokenKind.End:
                return Fail(_last.End > 0 ? _last : token, "something is missing after this");
            default:
                return Fail(token, Unexpected());
        }
    }

    private ExpressionModel? Negated()
    {
        var start = _current.Start;
        if (Operand() is not { } operand)
            return null;
        return operand.IsCondition ? new NotModel(operand) : Fail(start, _last.End, "'!' needs a condition");
    }

    private ExpressionModel? Word(TriggerToken token, bool afterComparison)
    {
        Advance();
        if (token.Word is "and" or "or" or "in")
            return Fail(token, $"'{token.Word}' stands between two conditions, and there is none before it");
        if (_current.Kind == TriggerTokenKind.Open && token.Word is { } function)
            return Call(function, token);
        if (token.Word is "true" or "false")
            return new BooleanModel(token.Word == "true");
        if (token.Word is "null")
            return new NullModel();
        var root = token.Path![0].Name!;
        if (!Fields.Contains(root, StringComparer.Ordinal))
            return Fail(token, NoField(token, root, afterComparison));
        return token.Path.Count > 1 && root is not ("properties" or "traits" or "context")
            ? Fail(token, $"'{root}' has no parts: only properties, traits and context do")
            : new FieldModel(new PathModel(token.Path));
    }

    /// <summary>What to write for a word that would be a keyword elsewhere.</summary>
    private static string? Keyword(string word) => word.ToLowerInvariant() switch
    {
        "not" => "FQL writes it as '!', before parentheses: !(…)",
        "and" or "or" or "in" or "true" or "false" or "null" => $"keywords are in lower case: '{word.ToLowerInvariant()}'",
        _ => null,
    };

    private static string NoField(TriggerToken token, string root, bool afterComparison)
    {
        if (Keyword(root) is { } keyword)
            return keyword;
        if (afterComparison && token.Word is not null)
            return $"text stands between double quotes: write \"{root}\"";
        return Fields.FirstOrDefault(field => string.Equals(field, root, StringComparison.OrdinalIgnoreCase)) is { } meant
            ? $"case matters: write '{meant}'"
            : $"a message has no field '{root}'; there are {string.Join(", ", Fields.Take(8))}, and what is in properties, traits and context";
    }

    private ExpressionModel? Call(string function, TriggerToken name)
    {
        if (!TriggerFunctions.All.Contains(function, StringComparer.Ordinal))
            return Fail(name, Keyword(function) ?? $"there is no function '{function}'; there are {string.Join(", ", TriggerFunctions.All)}");
        var open = _current;
        if (++_depth > MaxDepth)
            return Fail(open, $"it is nested more than {MaxDepth} times");
        Advance();
        var arguments = new List<ExpressionModel>();
        TriggerToken last = default;
        do
        {
            if (arguments.Count > 0)
                Advance();
            last = _current;
            if (Operand() is not { } argument)
                return null;
            arguments.Add(argument);
        }
        while (_current.Kind == TriggerTokenKind.Comma);
        _depth--;
        var count = TriggerFunctions.ArgumentCount(function);
        if (_current.Kind == TriggerTokenKind.Close && arguments.Count != count)
            return Fail(name.Start, _current.End, $"{function} takes {(count == 1 ? "one value" : "two values")}, not {arguments.Count}");
        if (function == TriggerFunctions.Match && last.Text is { } pattern && HasOpenSet(pattern))
            return Fail(last, "a '[' of the pattern has no ']'; to mean the character, escape it with a backslash");
        return Close(new CallModel(function, TriggerFunctions.GivesBoolean(function), new(arguments)), open);
    }

    private ExpressionModel? Close(ExpressionModel inner, TriggerToken open)
    {
        if (_current.Kind != TriggerTokenKind.Close)
            return _current.Kind == TriggerTokenKind.End ? Fail(open, "this '(' is never closed") : Fail(_current, Unexpected());
        Advance();
        return inner;
    }

    private string Unexpected() => _current.Kind switch
    {
        TriggerTokenKind.Close => "this ')' closes nothing, or something is missing before it",
        _ when _last.Kind is TriggerTokenKind.Word or TriggerTokenKind.Text or TriggerTokenKind.Number or TriggerTokenKind.Close => "this does not follow from what is before it: join conditions with 'and' or 'or'",
        _ => "this has no meaning here",
    };

    private static bool HasOpenSet(string pattern)
    {
        var isOpen = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\')
                i++;
            else if (pattern[i] is '[' or ']')
                isOpen = pattern[i] == '[';
        }
        return isOpen;
    }
}

/// <summary>What a trigger says.</summary>
/// <param name="Condition">When it fires; <see langword="null"/> when there is a mistake.</param>
/// <param name="Error">The mistake.</param>
/// <param name="Mixed">Where <c>and</c> and <c>or</c> stand beside each other without parentheses.</param>
internal readonly record struct ParsedTrigger(ExpressionModel? Condition, TriggerError? Error, MixedWords? Mixed);

/// <summary>The last of the words that are mixed, which is the one that Segment's engine goes by.</summary>
internal readonly record struct MixedWords(int Start, int End, string Word);
