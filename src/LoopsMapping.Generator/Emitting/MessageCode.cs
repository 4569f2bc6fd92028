using System.Globalization;
using LoopsMapping.Generator.Model;

namespace LoopsMapping.Generator.Emitting;

/// <summary>How generated code looks into a message of a Segment SDK.</summary>
internal static class MessageCode
{
    public const string Message = "global::LoopsMapping.Segment.SegmentMessage";
    public const string Value = "global::LoopsMapping.Segment.SegmentValue";
    public const string Writer = "global::LoopsMapping.Segment.SegmentWriter";

    public static string Access(PathModel path)
        => "message" + string.Concat(path.Steps.Select(static step => $"[{(step.Name is { } name ? Literals.Utf8(name) : step.Index.ToString(CultureInfo.InvariantCulture))}]"));
}
