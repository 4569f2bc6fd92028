using System.Text.Json;

namespace LoopsMapping.Segment.Messages;

/// <summary>One member of an object, as it stands in the body.</summary>
internal struct MemberEntry
{
    /// <summary>Where the name begins, behind its quote.</summary>
    public int NameStart;

    public int NameLength;

    /// <summary>Where the name without escapes stands in <see cref="MessageIndex"/>'s own text; −1 when it has none.</summary>
    public int TextStart;

    public int TextLength;

    public int ValueStart;

    /// <summary>Behind the value.</summary>
    public int ValueEnd;

    /// <summary>Of the name without escapes.</summary>
    public uint Hash;

    /// <summary>The members of the value, where they are listed; −1 where they are not.</summary>
    public int Group;

    /// <summary>Whether the value is an object with nothing between its braces.</summary>
    public readonly bool IsEmptyObject => Kind == JsonTokenType.StartObject && ValueEnd - ValueStart == 2;

    /// <summary>The token that the value begins with.</summary>
    public JsonTokenType Kind;

    /// <summary>Whether the value is a string with escapes.</summary>
    public bool IsEscaped;

    /// <summary>Whether the same name comes again: the last one counts.</summary>
    public bool IsSuperseded;

    /// <summary>Whether the mapping at work has sent it under the name of a member.</summary>
    public bool IsTaken;
}

/// <summary>The members of one object; those of an object within it that are listed, too, stand among them.</summary>
internal struct MemberGroup
{
    public int First;
    public int End;

    /// <summary>A bit for each name, so that most names are known to be new without looking.</summary>
    public ulong Seen;

    /// <summary>Whether a name comes twice, or one that Segment drops.</summary>
    public bool IsOdd;
}
