using System.ComponentModel;
using System.Text;
using LoopsMapping.Json;
using LoopsMapping.Segment.Mapping;
using LoopsMapping.Segment.Messages;

namespace LoopsMapping.Segment;

/// <summary>
/// What mappings write the body of a request with: values of a message, read as the type of a member. A value that cannot be read so makes the message
/// a dead letter that names its path.
/// </summary>
/// <remarks>
/// A segment is a member's name as it begins in JSON: <c>,"plan":</c>. This type is the generator's contract with the library, not meant to be called
/// by hand.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct SegmentWriter
{
    internal LoopsJsonWriter Json;
    private readonly MessageIndex _index;
    private StringBuilder? _failures;
    private int _message;

    internal SegmentWriter(MessageIndex index)
    {
        _index = index;
        // It names the type in errors, which are found here before it could meet them.
        Json = new LoopsJsonWriter(null!);
    }

    /// <summary>The email in the body; <see langword="null"/> when it has none.</summary>
    internal string? Email { get; private set; }

    /// <summary>The user id in the body; <see langword="null"/> when it has none.</summary>
    internal string? UserId { get; private set; }

    /// <summary>Why there is no request; <see langword="null"/> when there is one.</summary>
    internal readonly string? Failure => _failures?.ToString();

    /// <summary>Begins the request of a message.</summary>
    internal void Begin(int message)
    {
        Json.Restart();
        Email = UserId = null;
        _failures = null;
        _message = message;
    }

    internal void Dispose() => Json.Dispose();

    /// <summary>Notes why there will be no request; several reasons are told together.</summary>
    internal void Fail(string reason)
    {
        _failures = _failures is null ? new() : _failures.Append(' ');
        _failures.Append(reason);
    }

    internal readonly SegmentMessage Message => new(_index, _message);

    internal void SetEmail(string email) => Email = email;

    internal void SetUserId(string userId) => UserId = userId;

    /// <summary>What a member has sent under its own name does not go out under the other's as well.</summary>
    private readonly void Take(SegmentValue value)
    {
        if (value.Entry >= 0)
            _index.Entry(value.Entry).IsTaken = true;
    }

    private void Fail(SegmentValue value, string expected)
        => Fail($"{MessagePath.Of(_index, _message, value.Start)} must be {expected} but it was {FieldRules.TypeName(value)}.");
}
