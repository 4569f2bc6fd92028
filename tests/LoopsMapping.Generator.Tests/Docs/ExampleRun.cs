using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;
using LoopsMapping.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LoopsMapping.Generator.Tests.Docs;

/// <summary>Compiles the code of a page as a user's project would, and sends through it.</summary>
internal static class ExampleRun
{
    /// <summary>What every project of the page has besides its classes; the page's introduction says so.</summary>
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Numerics;
        global using System.Text.Json.Serialization;
        global using System.Threading.Tasks;
        global using LoopsMapping;
        """;

    private const string Destination = "[LoopsDestination] public partial class AppLoops;";

    // What sends through the client opens this namespace.
    private const string Opened = "namespace App { internal static class Opened; }";

    public static CapturedRequest Send(string call, string classes, params string[] more)
        => GeneratorRun.SendRequest(call, [.. Sources(classes), .. more]);

    public static CapturedRequest Send(string call, Example example)
        => example.Projects.Count == 0 ? Send(call, example.Classes!) : SendAcrossProjects(call, example);

    public static GeneratorRun Generate(string classes) => GeneratorRun.Over(Sources(classes));

    /// <summary>Formatting and escapes aside, order and number format included.</summary>
    public static void SameJson(string expected, string actual, string where)
    {
        var (left, right) = (Normal(expected), Normal(actual));
        Assert.True(left == right, $"{where}: the page says\n{left}\nand what is sent is\n{right}");
    }

    private static string Normal(string json) => JsonSerializer.Serialize(JsonElement.Parse(json));

    private static string[] Sources(string classes)
        => [Usings, Opened, classes, .. classes.Contains("[LoopsDestination", StringComparison.Ordinal) ? Array.Empty<string>() : [Destination]];

    private static CapturedRequest SendAcrossProjects(string call, Example example)
    {
        var images = new List<byte[]>();
        foreach (var (name, code) in example.Projects)
            images.Add(Emit(Compile(images, Usings, code).WithAssemblyName(name)));

        var app = Compile(images, [.. Sources(example.Classes!), $$"""
            public static class Probe
            {
                public static Task Run(ILoopsDelivery delivery) => new AppLoops(delivery).{{call}};
            }
            """]);
        CSharpGeneratorDriver
            .Create([new LoopsGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)app.SyntaxTrees[0].Options)
            .RunGeneratorsAndUpdateCompilation(app, out var completed, out var diagnostics, TestContext.Current.CancellationToken);
        Assert.Empty(diagnostics);
        images.Add(Emit(completed));
        return Run(images);
    }

    private static CSharpCompilation Compile(IEnumerable<byte[]> references, params string[] sources)
        => GeneratorRun.Compile(sources).AddReferences(references.Select(static image => MetadataReference.CreateFromImage(image)));

    private static byte[] Emit(Compilation compilation)
    {
        using var image = new MemoryStream();
        var emitted = compilation
            .WithOptions(compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default))
            .Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        return image.ToArray();
    }

    private static CapturedRequest Run(IReadOnlyList<byte[]> images)
    {
        var context = new AssemblyLoadContext("Page", isCollectible: true);
        try
        {
            Assembly? app = null;
            foreach (var image in images)
                app = context.LoadFromStream(new MemoryStream(image));
            var delivery = new CapturingDelivery();
            var run = app!.GetType("Probe")!.GetMethod("Run")!.CreateDelegate<Func<ILoopsDelivery, Task>>();
            run(delivery).GetAwaiter().GetResult();
            return Assert.Single(delivery.Captured);
        }
        finally
        {
            context.Unload();
        }
    }
}
