using System.Text;
using LoopsMapping.Segment.Messages;

namespace LoopsMapping.Segment.Tests.Robustness;

/// <summary>What one body may cost does not grow with the square of its names.</summary>
public sealed class ManyNamesTests
{
    [Theory]
    [InlineData("n{0:D5}")]
    // Alike wherever a quick hash looks.
    [InlineData("same-{0:D5}-same-same-same-{0:D5}-same")]
    public void Names_are_looked_at_a_bounded_number_of_times(string format)
    {
        var count = 500 * 1024 / (format.Length + 12);
        var names = Enumerable.Range(0, count).Select(number => $"\"{string.Format(System.Globalization.CultureInfo.InvariantCulture, format, number)}\":1");
        using var index = new MessageIndex();
        index.Reset(Encoding.UTF8.GetBytes($$$"""[{"type":"identify","traits":{ {{{string.Join(',', names)}}} } }]"""));

        Assert.Null(MessageReader.Read(index, BodyShape.MessageOrArray));
        Assert.InRange(index.NamesCompared, 0, 5 * count);
    }
}
