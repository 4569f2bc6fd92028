namespace LoopsMapping.Segment.Messages;

/// <summary>What a message says.</summary>
internal enum MessageKind
{
    Unknown,
    Identify,
    Track,
    Page,
    Screen,
    Group,
    Alias,
}
