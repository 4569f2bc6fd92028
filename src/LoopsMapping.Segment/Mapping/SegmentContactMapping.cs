using System.ComponentModel;
using LoopsMapping.Segment.Mapping;

namespace LoopsMapping.Segment;

/// <summary>The base of generated mappings of contact classes.</summary>
/// <param name="name">The class name.</param>
/// <param name="typeName">Its full name.</param>
/// <param name="only">Whether nothing goes out but what members of the class name.</param>
/// <param name="named">The names in Loops that the class is responsible for: what it writes, and what it holds back.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SegmentContactMapping(string name, string typeName, bool only, string[] named) : SegmentMapping(name, typeName, only)
{
    internal FieldNames Named { get; } = new(named);

    internal sealed override string Path => DefaultContact.Path;

    internal sealed override string Method => DefaultContact.Method;

    internal sealed override void Write(ref SegmentWriter writer, scoped in SegmentMessage message, DefaultMapping defaults)
        => defaults.Contact.Write(ref writer, message, this);
}
