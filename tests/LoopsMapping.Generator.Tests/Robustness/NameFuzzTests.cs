using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoopsMapping.Generator.Tests.Robustness;

/// <summary>Types, members, parameters and namespaces under names that are hard on generated code.</summary>
public sealed class NameFuzzTests
{
    private static readonly string[] Hostile =
    [
        "@class", "@event", "@this", "@null", "@default", "@string", "@namespace", "@ref", "@params", "@value", "@global",
        "value", "writer", "Text", "Instance", "present", "options", "delivery", "cancellationToken", "loggerFactory", "eventProperties", "mailingLists", "member4", "member5", "member6", "_", "__",
        "global", "var", "dynamic", "nameof", "await", "field", "scoped", "nint", "when", "not", "record_", "async", "partial_", "required_",
        "System", "String", "Task", "Loops", "LoopsMapping", "LoopsClient", "LoopsContactMap", "LoopsReceipt", "Generated", "Json", "Microsoft", "CancellationToken", "ILoopsDelivery", "CodeDom",
        "Email", "UserId", "Id", "Source", "MailingLists", "EventName", "EventProperties", "email", "EMAIL", "URL", "iOS",
        "WriteBody", "Serialize", "CreateRequest", "Name", "Path", "Method", "IdempotencyKeyMember", "GetIdempotencyKey", "IdentifierText", "DeliverAsync", "CreateDelivery", "TakesIdempotencyKey", "UserContactMap",
        "ToString1", "\\u0045mail", "\\u0061bc", "İ", "ı", "ﬁ", "名前", "a‿b", "e\u0301", "é", "a\u200Db", "ª", "ᾼ", "x٣",
        new('n', 300), new('N', 300), new('w', 600),
    ];

    [Fact]
    public Task Hostile_names_break_nothing() => Fuzzing.RunAsync(static (random, texts) =>
    {
        var declared = texts.SelectMany(static text => Declared(CSharpSyntaxTree.ParseText(text, FuzzCorpus.ParseOptions).GetRoot())).Distinct().Order(StringComparer.Ordinal).ToArray();
        for (var renames = random.Next(1, 5); renames > 0; renames--)
        {
            var before = random.GetItems(declared, 1)[0];
            var after = random.Next(8) switch
            {
                0 => Recased(random, random.GetItems(declared, 1)[0]),
                1 => "\\u" + ((int)before[0]).ToString("x4", System.Globalization.CultureInfo.InvariantCulture) + before[1..] + "_",
                _ => random.GetItems(Hostile, 1)[0],
            };
            for (var i = 0; i < texts.Length; i++)
                texts[i] = Rename(texts[i], before, after);
        }
    });

    private static IEnumerable<string> Declared(SyntaxNode root)
    {
        foreach (var node in root.DescendantNodes())
        {
            switch (node)
            {
                case BaseTypeDeclarationSyntax type:
                    yield return type.Identifier.ValueText;
                    break;
                case PropertyDeclarationSyntax property:
                    yield return property.Identifier.ValueText;
                    break;
                case ParameterSyntax parameter:
                    yield return parameter.Identifier.ValueText;
                    break;
                case EnumMemberDeclarationSyntax member:
                    yield return member.Identifier.ValueText;
                    break;
                case MethodDeclarationSyntax method:
                    yield return method.Identifier.ValueText;
                    break;
                case BaseNamespaceDeclarationSyntax space:
                    foreach (var name in space.Name.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
                        yield return name.Identifier.ValueText;
                    break;
            }
        }
    }

    private static string Rename(string text, string before, string after)
    {
        var root = CSharpSyntaxTree.ParseText(text, FuzzCorpus.ParseOptions).GetRoot();
        return string.Concat(root.DescendantTokens(descendIntoTrivia: false).Select(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == before
            ? token.LeadingTrivia.ToFullString() + after + token.TrailingTrivia.ToFullString()
            : token.ToFullString()));
    }

    private static string Recased(Random random, string name)
        => string.Concat(name.Select(letter => random.Next(2) == 0 ? char.ToUpperInvariant(letter) : char.ToLowerInvariant(letter)));
}
