using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LoopsMapping.Generator.Tests.Robustness;

/// <summary>Files that are cut off, garbled or put together wrongly.</summary>
public sealed class TokenFuzzTests
{
    private static readonly string[] Strays =
    [
        "{", "}", "(", ")", "[", "]", "<", ">", ";", ",", ".", "::", "=", "=>", "?", "*", "&", "@", "\"", "'", "$\"{", "/*", "//", "#if X\n", "#endif\n", "#pragma warning disable\n",
        "partial ", "file ", "static ", "abstract ", "ref ", "record ", "struct ", "interface ", "enum ", "class ", "public ", "private ", "new ", "override ", "required ", "unsafe ", "delegate ", "namespace ", "using ",
        "global::", "\\u0061", "\uD800", "\0", "\u200B", "[LoopsMapping.LoopsContact] ", "[LoopsMapping.LoopsEvent] ", "[LoopsMapping.LoopsDestination] ", "[LoopsMapping.LoopsEmail] ", "string ", "null", "default", "typeof(", "where T : ", "<T>",
    ];

    [Fact]
    public Task Garbled_files_break_nothing() => Fuzzing.RunAsync(static (random, texts) =>
    {
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var file = random.Next(texts.Length);
            texts[file] = Garble(random, texts[file], texts);
        }
    });

    private static string Garble(Random random, string text, string[] texts)
    {
        var tokens = Tokens(text);
        if (tokens.Count < 4)
            return text + random.GetItems(Strays, 1)[0];
        var at = random.Next(tokens.Count - 1);
        switch (random.Next(9))
        {
            case 0:
                tokens.RemoveAt(at);
                break;
            case 1:
                tokens.Insert(at, tokens[at]);
                break;
            case 2:
                (tokens[at], tokens[at + 1]) = (tokens[at + 1], tokens[at]);
                break;
            case 3:
                return text[..random.Next(text.Length)];
            case 4:
                tokens.Insert(at, random.GetItems(Strays, 1)[0]);
                break;
            case 5:
                tokens[at] = tokens[random.Next(tokens.Count)];
                break;
            case 6:
                tokens.RemoveRange(at, random.Next(1, Math.Min(12, tokens.Count - at)));
                break;
            case 7:
                var other = Tokens(texts[random.Next(texts.Length)]);
                var from = random.Next(other.Count);
                tokens.InsertRange(at, other.Skip(from).Take(random.Next(1, 40)));
                break;
            default:
                return text + "\n" + texts[random.Next(texts.Length)];
        }
        return string.Concat(tokens);
    }

    private static List<string> Tokens(string text)
        => [.. CSharpSyntaxTree.ParseText(text, FuzzCorpus.ParseOptions).GetRoot().DescendantTokens().Select(static token => token.ToFullString())];
}
