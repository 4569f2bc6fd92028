using System.Text;
using System.Text.Json;
using CsCheck;
using LoopsMapping.Json;

namespace LoopsMapping.Tests.Json;

/// <summary>Text of any kind arrives as the text that System.Text.Json would have made of it.</summary>
public sealed class TextTests
{
    private static readonly string[] Phrases = ["👩‍🚀", "</script>", "\"", "\\u0041", "grüße", "日本語"];

    private static readonly Gen<char> AnyChar = Gen.Frequency(
        (6, Gen.Char[' ', '~']),
        (2, Gen.Const("\"\\/<>&'\u007F").SelectMany(static odd => Gen.Int[0, odd.Length - 1].Select(i => odd[i]))),
        (2, Gen.Char['\0', '\u001F']),
        (1, Gen.Char['\uD800', '\uDFFF']),
        (1, Gen.Char['\0', '\uFFFF']));

    private static readonly Gen<string> AnyText = Gen.Frequency(
        // Runs of plain text of every length around the vector width, one odd character somewhere in them, and soup.
        (2, Gen.Char[' ', '~'].Array[0, 70].Select(static chars => new string(chars))),
        (3, Gen.Select(Gen.Int[0, 40], AnyChar, Gen.Int[0, 40], static (before, odd, after) => new string('a', before) + odd + new string('z', after))),
        (4, AnyChar.Array[0, 60].Select(static chars => new string(chars))),
        (1, Gen.Int[0, Phrases.Length - 1].Select(static i => Phrases[i]).Array[1, 8].Select(string.Concat)));

    private static readonly long Iterations = Environment.GetEnvironmentVariable("LOOPS_TEST_SCALE") == "full" ? 5_000_000 : 150_000;

    [Fact]
    public void Any_text_reads_back_as_System_Text_Json_reads_its_own()
        => AnyText.Sample(static text =>
        {
            var written = Write(text);
            Assert.Equal(JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(text)), JsonSerializer.Deserialize<string>(written));
        }, iter: Iterations);

    [Fact]
    public void Only_what_JSON_demands_is_escaped()
        => AnyText.Sample(static text =>
        {
            var expected = new StringBuilder("\"");
            foreach (var rune in text.EnumerateRunes())
            {
                expected.Append(rune.Value switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    '\b' => "\\b",
                    '\t' => "\\t",
                    '\n' => "\\n",
                    '\f' => "\\f",
                    '\r' => "\\r",
                    < 0x20 => $"\\u{rune.Value:X4}",
                    _ => rune.ToString(),
                });
            }
            Assert.Equal(expected.Append('"').ToString(), Encoding.UTF8.GetString(Write(text)));
        }, iter: Iterations / 10);

    [Fact]
    public void Every_character_at_every_way_to_load_it()
    {
        // One by one, four, eight and sixteen at a time, in the first load and in the one that overlaps it.
        (int Before, int After)[] places = [(0, 0), (1, 4), (4, 1), (2, 9), (9, 2), (5, 20), (17, 0), (20, 5)];
        foreach (var (before, after) in places)
        {
            var (head, tail) = (new string('a', before), new string('z', after));
            for (var unit = 0; unit <= char.MaxValue; unit++)
            {
                var text = head + (char)unit + tail;
                if (JsonSerializer.Deserialize<string>(Write(text)) != (char.IsSurrogate((char)unit) ? head + '\uFFFD' + tail : text))
                    Assert.Fail($"U+{unit:X4} between {before} and {after} others is not itself.");
            }
        }
    }

    [Fact]
    public void A_destination_that_could_be_too_small_is_refused()
        => Assert.Throws<ArgumentOutOfRangeException>(static () => JsonText.Write("abc", new byte[17]));

    private static byte[] Write(string text)
    {
        // Bytes behind the text must stay as they are: 0xA5 marks them.
        var buffer = new byte[text.Length * JsonText.MaxBytesPerChar + 2];
        buffer.AsSpan().Fill(0xA5);
        buffer[0] = (byte)'"';
        var length = JsonText.Write(text, buffer.AsSpan(1, buffer.Length - 2));
        Assert.Equal(0xA5, buffer[^1]);
        buffer[length + 1] = (byte)'"';
        return buffer[..(length + 2)];
    }
}
