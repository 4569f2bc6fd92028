using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoopsMapping.Generator.Tests.Robustness;

/// <summary>Every annotation, wherever it may stand, with arguments of every kind.</summary>
public sealed class ArgumentFuzzTests
{
    private static readonly Type[] Annotations =
    [
        .. typeof(LoopsContactAttribute).Assembly.GetExportedTypes().Where(static type => type.IsSubclassOf(typeof(Attribute))).OrderBy(static type => type.Name, StringComparer.Ordinal),
    ];

    private static readonly string[] Texts =
    [
        "null", "\"\"", "\" \"", "\"a\"", "\"email\"", "\"userId\"", "\"id\"", "\"mailingLists\"", "\"eventProperties\"", "\"Text\"", "\"value\"", "\"source\"", "\"Join\"", "\"ToString\"", "\"Parse\"",
        "\"\\uD800\"", "\"\\uDC00\\uD800\"", "\"\\0\"", "\"\\uFFFE\\uFFFF\"", "\"\\u2028\\u2029\\u0085\"", "\"a\\\"b\\\\\"", "\"{0}\"", "\"*/ </summary> ]]> &amp; <c>\"", "\"\\r\\n#error\\r\\n\"", "\"C3\"", "\"yyyy\"",
        "\"\U0001F600\"", "\"İıß\"", "nameof(System)", "\"a\" + \"b\"", "\"\"\"raw\"\"\"", "$\"{nameof(System)}\"", "@\"\\\"", "(string)null!", "default", "\"" + new string('x', 10_000) + "\"",
    ];

    private static readonly string[] Nonsense =
    [
        "typeof(int)", "typeof(System.Collections.Generic.List<>)", "typeof()", "typeof(Missing)", "new[] { 1 }", "new string[0]", "null", "default", "1", "-1", "1.5", "1 / 0", "'c'", "true", "Missing", "Missing.X", "nameof(Missing)",
        "System.DayOfWeek.Monday", "(LoopsMapping.LoopsNulls)99", "this", "x => x", "", "\"", "ref 1", "out var x", "throw null", "stackalloc int[1]", "int.MaxValue + 1", "checked(int.MaxValue + 1)", "\"a\"u8", "[\"a\"]", "[]",
    ];

    [Fact]
    public Task Annotations_with_any_argument_break_nothing() => Fuzzing.RunAsync(static (random, texts) =>
    {
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var file = random.Next(texts.Length);
            var root = CSharpSyntaxTree.ParseText(texts[file], FuzzCorpus.ParseOptions).GetRoot();
            var lists = root.DescendantNodes().OfType<AttributeListSyntax>().ToArray();
            var places = root.DescendantNodes().Where(static node => node is BaseTypeDeclarationSyntax or PropertyDeclarationSyntax or ParameterSyntax { Parent.Parent: RecordDeclarationSyntax }).ToArray();
            texts[file] = random.Next(4) switch
            {
                0 when lists.Length > 0 => Remove(texts[file], random.GetItems(lists, 1)[0]),
                1 when lists.Length > 0 => Replace(texts[file], random.GetItems(lists, 1)[0], Annotation(random)),
                _ when places.Length > 0 => texts[file].Insert(random.GetItems(places, 1)[0].SpanStart, Annotation(random)),
                _ => texts[file],
            };
        }
    });

    private static string Remove(string text, AttributeListSyntax list) => text.Remove(list.SpanStart, list.Span.Length);

    private static string Replace(string text, AttributeListSyntax list, string annotation) => Remove(text, list).Insert(list.SpanStart, annotation);

    private static string Annotation(Random random)
    {
        var annotation = random.GetItems(Annotations, 1)[0];
        var arguments = new List<string>();
        foreach (var parameter in annotation.GetConstructors()[0].GetParameters())
        {
            if (random.Next(4) > 0)
                arguments.Add(Argument(random, parameter.ParameterType));
        }
        foreach (var property in annotation.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        {
            if (property.CanWrite && random.Next(3) == 0)
                arguments.Add($"{property.Name} = {Argument(random, property.PropertyType)}");
        }
        if (random.Next(20) == 0)
            arguments.Add("More = " + random.GetItems(Nonsense, 1)[0]);
        var target = random.Next(6) == 0 ? random.GetItems(["property: ", "param: ", "field: ", "type: ", "return: "], 1)[0] : "";
        return $"[{target}LoopsMapping.{annotation.Name[..^"Attribute".Length]}({string.Join(", ", arguments)})] ";
    }

    /// <summary>An argument that fits, more often than not.</summary>
    private static string Argument(Random random, Type type)
    {
        if (random.Next(6) == 0)
            return random.GetItems(Nonsense, 1)[0];
        if (type == typeof(string))
            return random.GetItems(Texts, 1)[0];
        if (type.IsEnum)
            return $"(LoopsMapping.{type.Name})({random.Next(-1, 4)})";
        if (type == typeof(bool))
            return random.Next(2) == 0 ? "true" : "false";
        if (type.IsPrimitive)
            return random.GetItems(["0", "1", "-1", "60", "int.MaxValue", "int.MinValue"], 1)[0];
        if (type == typeof(Type) || type == typeof(Type[]))
            return random.GetItems(["typeof(string)", "typeof(App.User)", "typeof(App.AppLoops)", "typeof(Shop.Domain.Customer)", "typeof(System.Uri)", "typeof(System.Collections.Generic.List<>)", "typeof(int[])", "null!"], 1)[0];
        return random.GetItems(Texts, 1)[0];
    }
}
