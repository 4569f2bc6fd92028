namespace LoopsMapping.Segment;

/// <summary>
/// What a message becomes that no class takes: Segment's own default mapping of its "Loops (Actions)" destination. Each field is the first of its
/// sources that has a value: a path of the message, <c>$.traits.email</c>, or a text that does not begin with <c>$</c>.
/// </summary>
/// <example>
/// <code>
/// app.MapSegment&lt;AppLoops>(segment => segment.DefaultMapping.Contact.Email = ["$.traits.mail", "$.traits.email"]);
/// </code>
/// </example>
public sealed class SegmentDefaultMapping
{
    /// <summary>The fields of a contact: <c>identify</c>, Segment's action "Create or update a contact".</summary>
    public SegmentContactFields Contact { get; } = new();

    /// <summary>The fields of an event: <c>track</c>, Segment's action "Send Event".</summary>
    public SegmentEventFields Event { get; } = new();
}

/// <summary>Where the fields of a contact come from; see <see cref="SegmentDefaultMapping"/>. An empty list leaves a field out.</summary>
public sealed class SegmentContactFields
{
    /// <summary>Whether an <c>identify</c> that no class takes is sent at all; true by default.</summary>
    public bool IsEnabled { get; set; } = true;

    /// <summary>When the contact was created: text that is a date, or a number, sent as it is. Nothing by default.</summary>
    public IReadOnlyList<string> CreatedAt { get; set; } = [];

    /// <summary>An object whose members all become properties, except those that another field gives. <c>$.traits</c> by default.</summary>
    public IReadOnlyList<string> CustomAttributes { get; set; } = ["$.traits"];

    /// <summary><c>$.traits.email</c>, else <c>$.email</c> by default.</summary>
    public IReadOnlyList<string> Email { get; set; } = ["$.traits.email", "$.email"];

    /// <summary><c>$.traits.firstName</c> by default.</summary>
    public IReadOnlyList<string> FirstName { get; set; } = ["$.traits.firstName"];

    /// <summary><c>$.traits.lastName</c> by default.</summary>
    public IReadOnlyList<string> LastName { get; set; } = ["$.traits.lastName"];

    /// <summary>
    /// An object from list id to boolean. Nothing by default; without a value, <c>mailingLists</c> among the custom attributes is taken.
    /// </summary>
    public IReadOnlyList<string> MailingLists { get; set; } = [];

    /// <summary><c>$.traits.source</c>, else the text <c>Segment</c> by default.</summary>
    public IReadOnlyList<string> Source { get; set; } = ["$.traits.source", "Segment"];

    /// <summary>A boolean; <c>true</c> subscribes people again who have opted out. Nothing by default.</summary>
    public IReadOnlyList<string> Subscribed { get; set; } = [];

    /// <summary><c>$.traits.userGroup</c> by default.</summary>
    public IReadOnlyList<string> UserGroup { get; set; } = ["$.traits.userGroup"];

    /// <summary><c>$.userId</c> by default.</summary>
    public IReadOnlyList<string> UserId { get; set; } = ["$.userId"];
}

/// <summary>Where the fields of an event come from; see <see cref="SegmentDefaultMapping"/>. An empty list leaves a field out.</summary>
public sealed class SegmentEventFields
{
    /// <summary>Whether a <c>track</c> that no class takes is sent at all; true by default.</summary>
    public bool IsEnabled { get; set; } = true;

    /// <summary><c>$.properties.email</c>, else <c>$.context.traits.email</c> by default.</summary>
    public IReadOnlyList<string> Email { get; set; } = ["$.properties.email", "$.context.traits.email"];

    /// <summary><c>$.event</c> by default.</summary>
    public IReadOnlyList<string> EventName { get; set; } = ["$.event"];

    /// <summary><c>$.userId</c> by default.</summary>
    public IReadOnlyList<string> UserId { get; set; } = ["$.userId"];

    /// <summary>
    /// An object whose members become properties of the contact. Nothing by default. It cannot overwrite <c>email</c>, <c>userId</c>,
    /// <c>eventName</c> and <c>eventProperties</c>.
    /// </summary>
    public IReadOnlyList<string> ContactProperties { get; set; } = [];

    /// <summary>An object, the event's properties. <c>$.properties</c> by default.</summary>
    public IReadOnlyList<string> EventProperties { get; set; } = ["$.properties"];
}
