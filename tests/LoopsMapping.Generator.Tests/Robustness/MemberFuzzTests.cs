using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoopsMapping.Generator.Tests.Robustness;

/// <summary>Members of any type and with any modifier.</summary>
public sealed class MemberFuzzTests
{
    private static readonly string[] Types =
    [
        "string", "string?", "char", "char?", "bool", "bool?", "byte", "sbyte?", "short", "ushort", "int", "int?", "uint?", "long", "ulong?", "nint", "nuint?", "float", "float?", "double", "decimal?", "object", "dynamic", "void*", "int*", "delegate*<int, void>",
        "System.Half", "System.Int128?", "System.UInt128", "System.Numerics.BigInteger", "System.Numerics.BigInteger?", "System.Guid", "System.Guid?", "System.Uri", "System.Uri?", "System.DateTime", "System.DateTime?", "System.DateTimeOffset?", "System.DateOnly",
        "System.TimeOnly", "System.TimeSpan?", "System.DayOfWeek", "System.DayOfWeek?", "System.Enum", "System.AttributeTargets", "System.Threading.CancellationToken", "System.Text.Rune", "System.Version", "System.Index", "System.Range?",
        "string[]", "int[,]", "int[][]", "System.Action", "System.Func<string>", "(int, string)", "(string Email, int UserId)?", "System.Span<char>", "System.ReadOnlySpan<char>", "System.Memory<byte>", "System.Nullable<int>", "System.ValueTuple", "System.Lazy<string>",
        "System.Collections.Generic.Dictionary<string, bool>", "System.Collections.Generic.IReadOnlyDictionary<string, bool>?", "System.Collections.Generic.IReadOnlyDictionary<string, bool?>", "System.Collections.Immutable.ImmutableDictionary<string, bool>", "System.Collections.Frozen.FrozenDictionary<string, bool>?",
        "System.Collections.Generic.Dictionary<string, LoopsMapping.LoopsValue>", "LoopsMapping.LoopsValue", "LoopsMapping.LoopsValue?", "System.Collections.Generic.List<string>", "System.IFormattable", "System.FormattableString", "System.Threading.Tasks.Task<string>", "System.Type", "System.Exception", "Missing", "Missing<int>", "System.Missing?", "T", "void", "var",
        "System.Collections.Generic.List<global::System.Version>", "System.Collections.Generic.IEnumerable<System.Collections.Generic.KeyValuePair<string, int>>", "System.Collections.Immutable.ImmutableArray<System.Uri>?", "System.Version?[]", "System.Range?[]", "System.Collections.ArrayList",
        "LoopsMapping.LoopsAttachment[]", "System.Collections.Generic.IReadOnlyList<LoopsMapping.LoopsAttachment?>?", "LoopsMapping.LoopsAttachment", "System.Collections.Generic.HashSet<(int A, int B)>", "global::App.User", "System.Environment.SpecialFolder", "System.Xml.ConformanceLevel",
    ];

    private static readonly string[] Modifiers =
    [
        "public", "internal", "private", "protected", "protected internal", "private protected", "public static", "public virtual", "public new", "public abstract", "public override", "public sealed override", "public required", "public unsafe", "public readonly", "public extern", "public partial", "file", "",
    ];

    private static readonly string[] Accessors =
    [
        "{ get; set; }", "{ get; }", "{ get; init; }", "{ get; private set; }", "{ internal get; set; }", "{ private get; set; }", "{ set { } }", "=> default!;", "=> throw null!;", "{ get => default!; set { } }", "{ get; set; } = default!;", "{ get { field = default!; return field; } }", "{ readonly get => default!; }", "{ [System.Obsolete] get; set; }",
    ];

    private static readonly string[] Marks =
    [
        "", "", "", "", "", "[System.Obsolete] ", "[LoopsMapping.LoopsEmail] ", "[LoopsMapping.LoopsUserId] ", "[LoopsMapping.LoopsIgnore] ", "[LoopsMapping.LoopsIdempotencyKey] ", "[LoopsMapping.LoopsMailingList(\"l\")] ", "[LoopsMapping.LoopsContactProperty] ",
        "[LoopsMapping.LoopsProperty(Format = \"G\")] ", "[LoopsMapping.LoopsProperty(Nulls = LoopsMapping.LoopsNulls.Clear)] ", "[LoopsMapping.LoopsProperty(Format = \"G\", Nulls = LoopsMapping.LoopsNulls.Clear)] ", "[LoopsMapping.LoopsUserId, LoopsMapping.LoopsProperty(Format = \"G\")] ", "[System.Text.Json.Serialization.JsonIgnore] ", "[LoopsMapping.LoopsCustomAttributes] ",
        "[LoopsMapping.LoopsFrom(\"$.traits.a\")] ", "[LoopsMapping.LoopsProperty(\"a b\")] ",
        "[System.Obsolete(\"\", true)] ", "[System.Obsolete(\"\", DiagnosticId = \"MINE\")] ", "[System.Diagnostics.CodeAnalysis.Experimental(\"MINE2\")] ",
    ];

    [Fact]
    public Task Members_of_any_type_break_nothing() => Fuzzing.RunAsync(static (random, texts) =>
    {
        for (var changes = random.Next(1, 6); changes > 0; changes--)
        {
            var file = random.Next(texts.Length);
            var root = CSharpSyntaxTree.ParseText(texts[file], FuzzCorpus.ParseOptions).GetRoot();
            var types = root.DescendantNodes().OfType<TypeSyntax>().Where(static type => type.Parent is PropertyDeclarationSyntax or ParameterSyntax { Parent.Parent: RecordDeclarationSyntax }).ToArray();
            var bodies = root.DescendantNodes().OfType<TypeDeclarationSyntax>().Where(static type => !type.OpenBraceToken.IsKind(SyntaxKind.None)).ToArray();
            if (random.Next(3) == 0 && types.Length > 0)
            {
                var type = random.GetItems(types, 1)[0];
                texts[file] = texts[file].Remove(type.SpanStart, type.Span.Length).Insert(type.SpanStart, random.GetItems(Types, 1)[0]);
            }
            else if (bodies.Length > 0)
            {
                texts[file] = texts[file].Insert(random.GetItems(bodies, 1)[0].OpenBraceToken.Span.End, Member(random));
            }
        }
    });

    private static string Member(Random random)
    {
        var modifier = random.Next(3) > 0 ? "public" : random.GetItems(Modifiers, 1)[0];
        var accessor = random.Next(2) > 0 ? "=> default!;" : random.GetItems(Accessors, 1)[0];
        var type = random.GetItems(Types, 1)[0];
        if (type.Contains('*', StringComparison.Ordinal) && !modifier.Contains("unsafe", StringComparison.Ordinal))
            modifier += " unsafe";
        return $" {random.GetItems(Marks, 1)[0]}{modifier} {type} Added{random.Next(4)} {accessor} ";
    }
}
