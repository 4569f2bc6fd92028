using System.Buffers;
using System.Globalization;
using System.Text;
using CsCheck;
using LoopsMapping.Json;

namespace LoopsMapping.Tests.Json;

/// <summary>Members of any number and length make one object, however often the buffer has to grow.</summary>
public sealed class WriterTests
{
    private static readonly long Iterations = Environment.GetEnvironmentVariable("LOOPS_TEST_SCALE") == "full" ? 200_000 : 5_000;

    private static readonly Gen<object> AnyValue = Gen.OneOf(
        Gen.Int[0, LoopsJsonWriter.MaxTextLength].Select(static length => (object)new string('\u0001', length)),
        Gen.Char['a', 'z'].Array[0, 40].Select(static chars => (object)new string(chars)),
        Gen.Long.Select(static number => (object)number),
        Gen.Double[-1e300, 1e300].Select(static number => (object)number),
        Gen.Bool.Select(static value => (object)value),
        Gen.Guid.Select(static value => (object)value),
        Gen.Date.Select(static value => (object)value),
        Gen.DateOnly.Select(static value => (object)value));

    // Names on both sides of every length that is copied in its own way.
    private static readonly Gen<(string Name, object Value)> AnyMember = Gen.Select(Gen.Char['a', 'z'].Array[0, 40].Select(static name => new string(name)), AnyValue);

    [Fact]
    public void Any_members_make_one_object() => AnyMember.Array[0, 60].Sample(static members =>
    {
        var writer = new LoopsJsonWriter(NoType.Instance);
        try
        {
            foreach (var (name, value) in members)
                Write(ref writer, name, value);
            var buffer = writer.Detach(out var length);
            var body = Encoding.UTF8.GetString(buffer, 0, length);
            ArrayPool<byte>.Shared.Return(buffer);
            var expected = "{" + string.Join(',', members.Select(static member => $"\"{member.Name}\":{Json(member.Value)}")) + "}";
            if (body != expected)
                Assert.Fail($"{body}\nis not\n{expected}");
        }
        finally
        {
            writer.Dispose();
        }
    }, iter: Iterations);

    private static void Write(ref LoopsJsonWriter writer, string name, object value)
    {
        var bare = Encoding.UTF8.GetBytes($",\"{name}\":");
        var quoted = Encoding.UTF8.GetBytes($",\"{name}\":\"");
        switch (value)
        {
            case string text:
                writer.WriteString(quoted, text, "Member");
                break;
            case long number:
                writer.WriteNumber(bare, number, "Member");
                break;
            case double number:
                writer.WriteNumber(bare, number, "Member");
                break;
            case bool boolean:
                writer.WriteBoolean(bare, boolean);
                break;
            case Guid guid:
                writer.WriteString(quoted, guid);
                break;
            case DateTime date:
                writer.WriteDate(quoted, DateTime.SpecifyKind(date, DateTimeKind.Utc));
                break;
            default:
                writer.WriteDate(quoted, (DateOnly)value);
                break;
        }
    }

    private static string Json(object value) => value switch
    {
        string text => $"\"{text.Replace("\u0001", "\\u0001", StringComparison.Ordinal)}\"",
        bool boolean => boolean ? "true" : "false",
        Guid guid => $"\"{guid}\"",
        DateTime date => date.ToString("\\\"yyyy-MM-ddTHH:mm:ss.fffZ\\\"", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("\\\"yyyy-MM-dd\\\"", CultureInfo.InvariantCulture),
        _ => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
    };
}
