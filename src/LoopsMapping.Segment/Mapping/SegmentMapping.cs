using System.ComponentModel;
using LoopsMapping.Segment.Mapping;

namespace LoopsMapping.Segment;

/// <summary>
/// How one annotated class takes messages of Segment SDKs: what Segment calls a mapping. It refines the default mapping: what no member of the class
/// names goes out as without it. The generator derives one class for each contact and event class of a destination.
/// </summary>
public abstract class SegmentMapping
{
    private protected SegmentMapping(string name, string typeName, bool only)
    {
        Name = name;
        TypeName = typeName;
        IsOnly = only;
    }

    /// <summary>What the mapping is called in logs: the event name of an event, else the class name.</summary>
    public string Name { get; }

    /// <summary>The full name of the annotated class.</summary>
    public string TypeName { get; }

    /// <summary>Whether nothing goes out but what members of the class name.</summary>
    internal bool IsOnly { get; }

    /// <summary>The path of the request below the base address.</summary>
    internal abstract string Path { get; }

    internal abstract string Method { get; }

    /// <summary>Whether a message fires the mapping; the compiled form of its trigger.</summary>
    /// <param name="message">The message.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract bool IsTriggeredBy(in SegmentMessage message);

    /// <summary>Writes the request that a message becomes.</summary>
    internal abstract void Write(ref SegmentWriter writer, scoped in SegmentMessage message, DefaultMapping defaults);

    /// <summary>Writes the properties at the root of the body: email and user id, and those of the contact; implemented by generated code.</summary>
    /// <param name="writer">Takes the body.</param>
    /// <param name="message">The message.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual void WriteProperties(ref SegmentWriter writer, scoped in SegmentMessage message)
    {
    }

    /// <summary>Writes the mailing lists; implemented by generated code.</summary>
    /// <param name="writer">Takes the body.</param>
    /// <param name="message">The message.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual void WriteMailingLists(ref SegmentWriter writer, scoped in SegmentMessage message)
    {
    }

    internal bool Fires(in SegmentMessage message) => IsTriggeredBy(message);

    internal void WriteOwnProperties(ref SegmentWriter writer, SegmentMessage message) => WriteProperties(ref writer, message);

    internal void WriteOwnMailingLists(ref SegmentWriter writer, SegmentMessage message) => WriteMailingLists(ref writer, message);
}
