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
        private readonly RootMember _root = steps.Length > 0 ? new(steps[0].Name) : default;

        private readonly bool _isContextTrait = steps.Length == 3 && steps[0].Name.AsSpan().SequenceEqual("context"u8) && steps[1].Name.AsSpan().SequenceEqual("traits"u8);

        public static Candidate Of(string field, string source)
        {
            ArgumentNullException.ThrowIfNull(source);
            if (!source.StartsWith('$'))
                return new(Encoding.UTF8.GetBytes(source), []);
            return PathText.TryRead(source, out var parts)
                ? new(null, [.. parts.Select(Step.Of)])
                : throw new ArgumentException($"{field}: the path '{source}' cannot be read. Write it like $.traits.email, $.properties.items[0].name or $.traits['key with space'].");
        }

        public SegmentValue Read(SegmentMessage message)
        {
            if (text is not null)
                return SegmentValue.Text(text);
            var index = message.Index;
            // Nearly all paths: a member of the message, or of an object in it that is listed.
            var root = _root.Of(message.Span);
            if (root >= 0 && steps.Length == 1)
                return SegmentValue.Of(index, root);
            if (root >= 0 && steps.Length == 2 && _root.IsListed && index.Entry(root).Group is >= 0 and var group)
                return index.Find(group, steps[1].Name, steps[1].Hash) is >= 0 and var own ? SegmentValue.Of(index, own) : default;
            if (_isContextTrait && message.Span.ContextTraits is >= 0 and var traits && index.Entry(traits).Group is >= 0 and var listed)
                return index.Find(listed, steps[2].Name, steps[2].Hash) is >= 0 and var entry ? SegmentValue.Of(index, entry) : default;
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

    /// <summary>A name on the way, or the place in an array.</summary>
    private readonly record struct Step(byte[] Name, uint Hash, int Index)
    {
        public static Step Of(string part)
        {
            var name = Encoding.UTF8.GetBytes(part);
            return new(name, NameHash.Of(name), int.TryParse(part, out var index) ? index : -1);
        }
    }
}
