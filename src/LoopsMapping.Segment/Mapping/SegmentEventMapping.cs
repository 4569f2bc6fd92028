using System.ComponentModel;
using LoopsMapping.Segment.Mapping;

namespace LoopsMapping.Segment;

/// <summary>The base of generated mappings of event classes.</summary>
/// <param name="name">What the mapping is called in logs.</param>
/// <param name="typeName">The full name of the class.</param>
/// <param name="eventName">The event's name as Loops shows it.</param>
/// <param name="only">Whether nothing goes out but what members of the class name.</param>
/// <param name="named">The names at the root that the class is responsible for: what it writes, and what it holds back.</param>
/// <param name="namedProperties">The names of event properties that the class is responsible for.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SegmentEventMapping(string name, string typeName, string eventName, bool only, string[] named, string[] namedProperties)
    : SegmentMapping(name, typeName, only)
{
    internal string EventName => eventName;

    internal FieldNames Named { get; } = new(named);

    internal FieldNames NamedProperties { get; } = new(namedProperties);

    internal sealed override string Path => DefaultEvent.Path;

    internal sealed override string Method => DefaultEvent.Method;

    internal sealed override void Write(ref SegmentWriter writer, scoped in SegmentMessage message, DefaultMapping defaults)
        => defaults.Event.Write(ref writer, message, this);

    /// <summary>Writes the event's properties; implemented by generated code.</summary>
    /// <param name="writer">Takes the body.</param>
    /// <param name="message">The message.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual void WriteEventProperties(ref SegmentWriter writer, scoped in SegmentMessage message)
    {
    }

    internal void WriteOwnEventProperties(ref SegmentWriter writer, SegmentMessage message) => WriteEventProperties(ref writer, message);
}
