namespace LoopsMapping.Segment.Messages;

/// <summary>One message of a body: where it stands, and where its members that matter are; −1 where it has none.</summary>
internal struct MessageSpan
{
    public int Start;

    /// <summary>Behind the message.</summary>
    public int End;

    /// <summary>Its members; −1 when it is no object.</summary>
    public int Root;

    /// <summary>How many objects and arrays stand within each other.</summary>
    public int Depth;

    public int Type;
    public int Event;
    public int Name;
    public int UserId;
    public int AnonymousId;
    public int MessageId;
    public int Email;
    public int Traits;
    public int Properties;
    public int Context;

    /// <summary>The traits in the context.</summary>
    public int ContextTraits;
    public int Integrations;
    public int WriteKey;
}
