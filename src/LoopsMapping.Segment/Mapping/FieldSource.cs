using System.Text;
using LoopsMapping.Segment.Messages;

namespace LoopsMapping.Segment.Mapping;

/// <summary>Where a field of the default mapping comes from: the first path that leads to a value, or a text that is always there.</summary>
internal sealed class FieldSource
{
    private readonly Candidate[] _candidates;

    private FieldSource(Candidate[] candidates) => _candidates = candidates;

    /// <summary>Reads what an application has set.</summary>
    /// <param name="field">The property that was set, for the error.</param>
    /// <param name="sources">Paths, <c>$.traits.email</c>, and texts.</param>
    /// <exception cref="ArgumentException">A path cannot be read.</exception>
    public static FieldSource Of(string field, IReadOnlyList<string> sources) => new([.. sources.Select(source => Candidate.Of(field, source))]);

    /// <summary>The field's value.</summary>
    public SegmentValue Read(SegmentMessage message)
    {
        foreach (var candidate in _candidates)
        {
            var value = candidate.Read(message);
            if (!value.IsNull)
                return value;
        }
        return default;
    }

    /// <summary>One of the sources.</summary>
    private sealed class Candidate(byte[]? text, Step[] steps)
    {
        public static Candidate Of(string field, string source)
        {
            ArgumentNullException.ThrowIfNull(source);
            if (!source.StartsWith('$'))
                return new(Encoding.UTF8.GetBytes(source), []);
            return PathText.TryRead(source, out var parts)
                ? new(null, [.. parts.Select(static part => int.TryParse(part, out var index) ? new Step(Encoding.UTF8.GetBytes(part), index) : new Step(Encoding.UTF8.GetBytes(part), -1))])
                : throw new ArgumentException($"{field}: the path '{source}' cannot be read. Write it like $.traits.email, $.properties.items[0].name or $.traits['key with space'].");
        }

        public SegmentValue Read(SegmentMessage message)
        {
            if (text is not null)
                return SegmentValue.Text(text);
            var value = message[steps[0].Name];
            for (var i = 1; i < steps.Length; i++)
            {
                // As in JavaScript, the way through 0, "" and false ends there.
                if (value.Kind is SegmentValueKind.False || FieldRules.IsEmpty(value) || value.Is(0))
                    return value;
                value = value.Kind == SegmentValueKind.Array && steps[i].Index >= 0 ? value[steps[i].Index] : value[steps[i].Name];
            }
            return value;
        }
    }

    private readonly record struct Step(byte[] Name, int Index);
}
