using System.IO.Compression;
using System.Text.Json;

namespace LoopsMapping.Segment.Tests.Harness;

/// <summary>What Segment's own destination made of a message, recorded by running it with HTTP stubbed.</summary>
/// <param name="Message">The message's JSON text.</param>
/// <param name="Request">Method and path of the request; null when there was none.</param>
/// <param name="Body">Its body.</param>
/// <param name="Error">Why there was none.</param>
public sealed record Recorded(string Id, string Message, string? Request, string? Body, string? Error)
{
    public override string ToString() => Id;

    /// <summary>Messages made by hand, one for each thing worth knowing.</summary>
    public static IEnumerable<Recorded> Vectors() => Lines("default-mapping.jsonl").Select(static line =>
    {
        using var json = JsonDocument.Parse(line);
        var (root, expect) = (json.RootElement, json.RootElement.GetProperty("expect"));
        return new Recorded(
            $"{root.GetProperty("id").GetString()} {root.GetProperty("name").GetString()}", root.GetProperty("message").GetRawText(), Text(expect, "request"),
            expect.TryGetProperty("body", out var body) ? body.GetRawText() : null, Text(expect, "error"));
    });

    /// <summary>Messages made at random, most of them plausible with a few oddities.</summary>
    public static IEnumerable<Recorded> Random() => Lines("differential.jsonl.gz").Select(static (line, number) =>
    {
        using var json = JsonDocument.Parse(line);
        return new Recorded($"line {number + 1}", Text(json.RootElement, "message")!, Text(json.RootElement, "request"), Text(json.RootElement, "body"), Text(json.RootElement, "error"));
    });

    /// <summary>Messages for a default mapping with one field that comes from somewhere else.</summary>
    public static IEnumerable<(string Field, string Path, Recorded Recorded)> Edited() => Lines("edited-mapping.jsonl.gz").Select(static (line, number) =>
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        return (Text(root, "field")!, Text(root, "path")!,
            new Recorded($"line {number + 1} {Text(root, "field")}", Text(root, "message")!, Text(root, "request"), Text(root, "body"), Text(root, "error")));
    });

    public static IEnumerable<string> Lines(string name)
    {
        using var resource = typeof(Recorded).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException(name);
        using var reader = new StreamReader(name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(resource, CompressionMode.Decompress) : resource);
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
