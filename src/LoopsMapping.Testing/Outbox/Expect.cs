namespace LoopsMapping.Testing.Outbox;

/// <summary>What the tests of a store assert. Each names what it looks at, so that a failure can be understood without the test's code.</summary>
internal static class Expect
{
    // A store's own clock goes on while a test runs; what the tests measure is hours apart.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    public static void True(bool condition, string expectation)
    {
        if (!condition)
            throw new UnkeptPromiseException($"Expected: {expectation}. Found: it is not so.");
    }

    public static void Equal<T>(T expected, T found, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, found))
            throw Unkept(what, Text(expected), Text(found));
    }

    public static void Sequence<T>(IEnumerable<T> expected, IEnumerable<T> found, string what)
    {
        if (!expected.SequenceEqual(found))
            throw Unkept(what, List(expected), List(found));
    }

    public static void Bytes(ReadOnlyMemory<byte> expected, ReadOnlyMemory<byte> found, string what)
    {
        if (!expected.Span.SequenceEqual(found.Span))
            throw Unkept(what, $"{expected.Length} bytes", $"{found.Length} bytes that are not the same");
    }

    public static void About(TimeSpan expected, TimeSpan? found, string what)
    {
        if (found is not { } time || (time - expected).Duration() > Tolerance)
            throw Unkept(what, $"about {expected}", Text(found));
    }

    private static UnkeptPromiseException Unkept(string what, string expected, string found) => new($"Expected for {what}: {expected}. Found: {found}.");

    private static string List<T>(IEnumerable<T> values) => $"[{string.Join(", ", values.Select(Text))}]";

    private static string Text<T>(T value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        _ => $"{value}",
    };
}

/// <summary>A test's own way out; <see cref="LoopsOutboxComplianceTest.RunAsync"/> adds which promise it is.</summary>
#pragma warning disable CA1064 // Nobody outside sees it.
internal sealed class UnkeptPromiseException(string message) : Exception(message);
#pragma warning restore CA1064
