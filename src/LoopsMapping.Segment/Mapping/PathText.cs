namespace LoopsMapping.Segment.Mapping;

/// <summary>Reads paths as Segment writes them: <c>$.a.b[0]['key with space']</c>.</summary>
internal static class PathText
{
    public static bool TryRead(string path, out List<string> parts)
    {
        parts = [];
        var at = 1;
        while (at < path.Length)
        {
            int end;
            if (path[at] == '.')
            {
                end = path.AsSpan(at + 1).IndexOfAny('.', '[') is >= 0 and var next ? at + 1 + next : path.Length;
                parts.Add(path[(at + 1)..end]);
            }
            else if (path[at] == '[' && at + 1 < path.Length && path[at + 1] is '\'' or '"')
            {
                var close = path.IndexOf($"{path[at + 1]}]", at + 2, StringComparison.Ordinal);
                if (close < 0)
                    return false;
                parts.Add(path[(at + 2)..close]);
                end = close + 2;
            }
            else if (path[at] == '[' && path.IndexOf(']', at) is >= 0 and var bracket && int.TryParse(path.AsSpan(at + 1, bracket - at - 1), out var index) && index >= 0)
            {
                parts.Add(path[(at + 1)..bracket]);
                end = bracket + 1;
            }
            else
            {
                return false;
            }
            if (parts[^1].Length == 0)
                return false;
            at = end;
        }
        return parts.Count > 0;
    }
}
