using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LoopsMapping.Generator.Tests.Harness;

/// <summary>
/// What generated code calls of LoopsMapping.Segment, over a plain JSON document: triggers are answered as they are documented, and what is written is
/// only noted.
/// </summary>
internal static class SegmentShim
{
    private static readonly byte[] Image = Compile();

    public static ImmutableArray<MetadataReference> References { get; } = Tests.References.All.Add(MetadataReference.CreateFromImage(Image));

    public static Stream Open() => new MemoryStream(Image);

    private static byte[] Compile()
    {
        var source = Rules.Repository.Read("tests", "LoopsMapping.Generator.Tests", "Harness", "SegmentShim.cs.txt");
        var compilation = CSharpCompilation.Create("LoopsMapping.Segment", [CSharpSyntaxTree.ParseText(source)], Tests.References.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        return image.ToArray();
    }
}
