using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace LoopsMapping.Benchmarks.Generation;

/// <summary>A project of 200 classes with 12 members each, a file for each class, and what one generator wants to see besides.</summary>
internal sealed class Corpus
{
    public const int Types = 200;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    private static readonly CSharpCompilationOptions Options = new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    private static readonly (string Type, string Name)[] Members =
    [
        ("string", "UserId"), ("string?", "Email"), ("string?", "FirstName"), ("string?", "LastName"), ("string?", "Company"), ("string?", "Plan"),
        ("int", "Seats"), ("double?", "Discount"), ("bool", "Trial"), ("bool?", "Verified"), ("System.DateTimeOffset", "SignedUpAt"), ("System.DateTime?", "LastSeenAt"),
    ];

    private readonly SyntaxTree[] _trees;
    private readonly MetadataReference[] _references;

    private Corpus(IEnumerable<string> sources, IEnumerable<MetadataReference> references)
    {
        _trees = [.. sources.Select(static (source, i) => Parse(source, $"Source{i}.cs"))];
        _references = [.. ReferencePack.References, .. references];
    }

    /// <summary>Every class a contact, and one destination.</summary>
    public static Corpus Loops() => new(
        [.. Classes("[LoopsMapping.LoopsContact]", "User"), "namespace App { [LoopsMapping.LoopsDestination] public partial class AppLoops; }"],
        LoopsReferences());

    /// <summary>The names that these classes send, and the types that Loops has for them.</summary>
    public static IReadOnlyList<(string Name, string Type)> WireNames { get; } =
        [.. Members.Select(static member => (System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(member.Name), member.Type.TrimEnd('?') switch { "string" => "string", "bool" => "boolean", "int" or "double" => "number", _ => "date" }))];

    /// <summary>Half of the classes contacts, half of them events, and one destination.</summary>
    public static Corpus LoopsWithEvents() => new(
        [
            .. Classes("[LoopsMapping.LoopsContact]", "User").Take(Types / 2),
            .. Classes("", "Happened").Take(Types / 2).Select(static (source, i) => source.Replace("    public sealed", $"    [LoopsMapping.LoopsEvent(\"Event {i}\")] public sealed", StringComparison.Ordinal)),
            "namespace App { [LoopsMapping.LoopsDestination(MaxMappings = 1000)] public partial class AppLoops; }",
        ],
        LoopsReferences());

    /// <summary>One context over all classes.</summary>
    public static Corpus SystemTextJson() => new(
        [.. Classes("", "User"), Lines("namespace App {", static i => $"[System.Text.Json.Serialization.JsonSerializable(typeof(User{i}))]",
            "internal partial class AppJson : System.Text.Json.Serialization.JsonSerializerContext; }")],
        []);

    /// <summary>One mapper over all classes, to classes of the same shape.</summary>
    public static Corpus Mapperly(string abstractions) => new(
        [.. Classes("", "User"), .. Classes("", "UserDto"), Lines("namespace App { [Riok.Mapperly.Abstractions.Mapper] public static partial class AppMapper {",
            static i => $"public static partial UserDto{i} ToDto(User{i} user);", "} }")],
        [Reference(abstractions)]);

    /// <summary>The project as a compiler meets it for the first time: bound to its references, no symbol of its own looked at yet.</summary>
    public CSharpCompilation Compile()
    {
        var compilation = CSharpCompilation.Create("App", _trees, _references, Options);
        _ = compilation.GetSpecialType(SpecialType.System_Object);
        return compilation;
    }

    /// <summary>The project after a file was added that has nothing to do with any of the classes.</summary>
    public static CSharpCompilation Edit(CSharpCompilation compilation)
    {
        var edited = compilation.AddSyntaxTrees(Parse("namespace Unrelated { internal sealed class Edit { public int Count { get; set; } } }", "Edit.cs"));
        _ = edited.GetSpecialType(SpecialType.System_Object);
        return edited;
    }

    public static CSharpGeneratorDriver Drive(ISourceGenerator generator) => CSharpGeneratorDriver.Create([generator], parseOptions: ParseOptions);

    /// <summary>LoopsMapping, and what it brings along.</summary>
    private static IEnumerable<MetadataReference> LoopsReferences() =>
    [
        Reference(typeof(LoopsContactAttribute).Assembly.Location), Reference(typeof(LoopsClient).Assembly.Location),
        // What LoopsMapping brings along.
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static file => Path.GetFileName(file).StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Reference),
    ];

    private static IEnumerable<string> Classes(string annotation, string name)
    {
        for (var i = 0; i < Types; i++)
        {
            var source = new StringBuilder().Append(CultureInfo.InvariantCulture, $"namespace App\n{{\n    {annotation}\n    public sealed class {name}{i}\n    {{\n");
            foreach (var member in Members)
                source.Append(CultureInfo.InvariantCulture, $"        public {(member.Type == "string" ? "required " : "")}{member.Type} {member.Name} {{ get; set; }}\n\n");
            yield return source.Append("    }\n}\n").ToString();
        }
    }

    private static string Lines(string head, Func<int, string> line, string tail)
        => string.Join('\n', [head, .. Enumerable.Range(0, Types).Select(line), tail]);

    private static SyntaxTree Parse(string source, string path)
        => CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), ParseOptions, path);

    private static PortableExecutableReference Reference(string file) => MetadataReference.CreateFromFile(file);
}
