using System.Collections.Immutable;
using LoopsMapping.Generator.Reading;
using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Rules;

/// <summary>What each rule is called, how grave it is and what it says.</summary>
internal static class Descriptors
{
    private const string Category = "LoopsMapping";
    private const string Pages = "https://github.com/LoopsMapping/LoopsMapping/blob/main/docs/rules/";

    public static readonly DiagnosticDescriptor ContactWithoutIdentifier = Error(RuleIds.ContactWithoutIdentifier,
        "A contact needs an identifier",
        "Contact '{0}' has neither an email nor a user id: add a property Email or UserId, or mark one with [LoopsEmail] or [LoopsUserId]");

    public static readonly DiagnosticDescriptor EventWithoutName = Error(RuleIds.EventWithoutName,
        "An event needs a name",
        "Event '{0}' has no name: write [LoopsEvent(\"{1}\")], with the name as Loops shows it");

    public static readonly DiagnosticDescriptor EventWithoutIdentifier = Error(RuleIds.EventWithoutIdentifier,
        "An event needs a contact",
        "Event '{0}' does not say whose it is: add a property Email or UserId, or mark one with [LoopsEmail] or [LoopsUserId]");

    public static readonly DiagnosticDescriptor DuplicateName = Error(RuleIds.DuplicateName,
        "Two members have one name in Loops",
        "'{0}' and '{1}' would both be sent as '{2}': rename one with [LoopsProperty(\"…\")] or leave it out with [LoopsIgnore]");

    public static readonly DiagnosticDescriptor UnsupportedType = Error(RuleIds.UnsupportedType,
        "A member cannot be sent to Loops",
        "'{0}' {1}");

    public static readonly DiagnosticDescriptor ReservedName = Error(RuleIds.ReservedName,
        "A name is reserved by Loops",
        "'{0}' would be sent as the contact property '{1}', a name that Loops keeps for itself: rename it with [LoopsProperty(\"…\")], leave it out with [LoopsIgnore], or mark it with [LoopsUserId] if it identifies the contact");

    public static readonly DiagnosticDescriptor DuplicateEvent = Error(RuleIds.DuplicateEvent,
        "Two mappings send one event",
        "Event '{0}' has the same name and the same trigger as '{1}', '{2}': give one of them another name or a Trigger");

    public static readonly DiagnosticDescriptor TooManyMappings = Create(RuleIds.TooManyMappings, DiagnosticSeverity.Warning,
        "A destination has more mappings than Segment holds",
        "Destination '{0}' has {1} contact and event mappings, more than the {2} of one Segment destination instance: spread them over several destinations, or raise [LoopsDestination(MaxMappings = …)] where Segment does not matter");

    public static readonly DiagnosticDescriptor ContactWithoutEmail = Create(RuleIds.ContactWithoutEmail, DiagnosticSeverity.Warning,
        "A contact without an email cannot be created",
        "Contact '{0}' has a user id and no email: Loops updates such a contact and cannot create it. Add 'string? Email'.");

    public static readonly DiagnosticDescriptor SubscribesAlways = Create(RuleIds.SubscribesAlways, DiagnosticSeverity.Warning,
        "Every update subscribes or unsubscribes",
        "'{0}' always has a value, so every update sets 'subscribed', and true re-subscribes people who have opted out: make it 'bool?' and leave it null unless the person has just chosen");

    public static readonly DiagnosticDescriptor InvalidMailingList = Error(RuleIds.InvalidMailingList,
        "A mailing list member says no membership",
        "'{0}' {1}");

    public static readonly DiagnosticDescriptor LosesPrecision = Create(RuleIds.LosesPrecision, DiagnosticSeverity.Info,
        "A number can be larger than Loops keeps exactly",
        "'{0}' can hold numbers that Loops rounds: it keeps 15 to 17 digits, whole numbers up to 2^53. Send an id of that length as text, [LoopsProperty(Format = \"D\")] or \"G\".");

    public static readonly DiagnosticDescriptor InvalidDestination = Error(RuleIds.InvalidDestination,
        "A destination cannot be completed",
        "Destination '{0}' {1}");

    public static readonly DiagnosticDescriptor InvalidEventName = Error(RuleIds.InvalidEventName,
        "Loops does not take the name of an event",
        "The event name '{0}' {1}");

    public static readonly DiagnosticDescriptor InvalidTransactional = Error(RuleIds.InvalidTransactional,
        "A transactional email cannot be sent",
        "'{0}' {1}");

    public static readonly DiagnosticDescriptor ApiKeyInSource = Create(RuleIds.ApiKeyInSource, DiagnosticSeverity.Warning,
        "An API key is written in the source",
        "Whoever can read the source can send with this key: keep it out, with 'dotnet user-secrets set Loops:ApiKey <key>' on your machine and in the environment variable Loops__ApiKey on a server, and have Loops make a new one if this one was ever committed");

    public static readonly DiagnosticDescriptor DroppedResult = Create(RuleIds.DroppedResult, DiagnosticSeverity.Warning,
        "The result of a send is dropped",
        "The result of '{0}' is dropped, and an error with it: a call that is refused or fails throws into a task that nobody looks at. Await it in an async method, or write '_ = …' if that is meant.");

    public static readonly DiagnosticDescriptor LanesDiffer = Create(RuleIds.LanesDiffer, DiagnosticSeverity.Warning,
        "The order of a contact and its events is not kept",
        "Event '{0}' has {1} user id and contact '{2}' has {3}: requests are kept in order by the user id, else by the email, so this event can overtake its contact. Add a user id to '{4}'.");

    public static readonly DiagnosticDescriptor UnreachableType = Error(RuleIds.UnreachableType,
        "An annotated type cannot be used",
        "'{0}' {1}");

    public static readonly DiagnosticDescriptor ConflictingAnnotations = Error(RuleIds.ConflictingAnnotations,
        "Two annotations of a member contradict each other",
        "'{0}' has [{1}] and {2}, which cannot both hold: remove one of them");

    public static readonly DiagnosticDescriptor SecretSent = Create(RuleIds.SecretSent, DiagnosticSeverity.Warning,
        "A secret would be sent to Loops",
        "'{0}' would be sent to Loops, and its name says '{1}': leave it out with [LoopsIgnore], or name it with [LoopsProperty(\"{2}\")] to say that it is meant");

    public static readonly DiagnosticDescriptor SetsMailingListAlways = Create(RuleIds.SetsMailingListAlways, DiagnosticSeverity.Info,
        "Every update sets a mailing list",
        "'{0}' always has a value, so every update adds the contact to the list or removes it: make it 'bool?' and leave it null to change nothing");

    public static readonly DiagnosticDescriptor EventWithoutEmail = Create(RuleIds.EventWithoutEmail, DiagnosticSeverity.Info,
        "An event relies on its contact being there",
        "Event '{0}' has a user id and no email: Loops refuses it unless a contact with that user id exists. Add 'string? Email', or identify the contact first with both.");

    public static readonly DiagnosticDescriptor UnknownContactProperty = Create(RuleIds.UnknownContactProperty, DiagnosticSeverity.Warning,
        "A contact property is not in Loops",
        "Contact property '{0}' is not in {1}{2}");

    public static readonly DiagnosticDescriptor WrongContactPropertyType = Create(RuleIds.WrongContactPropertyType, DiagnosticSeverity.Warning,
        "A contact property has another type in Loops",
        "'{0}' is sent as a {1}, and contact property '{2}' is a {3} in {4}: send a {3}, or another property");

    public static readonly DiagnosticDescriptor UnknownEvent = Create(RuleIds.UnknownEvent, DiagnosticSeverity.Warning,
        "An event is not in Loops",
        "Event '{0}' is not in {1}{2}");

    public static readonly DiagnosticDescriptor UnknownEventProperty = Create(RuleIds.UnknownEventProperty, DiagnosticSeverity.Warning,
        "An event property is not in Loops",
        "Property '{0}' of event '{3}' is not in {1}{2}");

    public static readonly DiagnosticDescriptor WrongEventPropertyType = Create(RuleIds.WrongEventPropertyType, DiagnosticSeverity.Warning,
        "An event property has another type in Loops",
        "'{0}' is sent as a {1}, and property '{2}' of event '{5}' is a {3} in {4}: send a {3}, or another property");

    public static readonly DiagnosticDescriptor UnknownMailingList = Create(RuleIds.UnknownMailingList, DiagnosticSeverity.Warning,
        "A mailing list is not in Loops",
        "Mailing list '{0}' is not in {1}{2}");

    public static readonly DiagnosticDescriptor UnknownTransactional = Create(RuleIds.UnknownTransactional, DiagnosticSeverity.Warning,
        "A transactional email is not in Loops",
        "Transactional email '{0}' is not in {1}{2}");

    public static readonly DiagnosticDescriptor MissingDataVariable = Create(RuleIds.MissingDataVariable, DiagnosticSeverity.Warning,
        "An email needs a data variable that is not sent",
        "Email '{0}' needs {1}, which '{2}' does not send{3}");

    public static readonly DiagnosticDescriptor UnreadableSchema = Create(RuleIds.UnreadableSchema, DiagnosticSeverity.Warning,
        "The schema file of the account cannot be read",
        "{0} {1}. Until then no name is checked against the account.");

    public static readonly DiagnosticDescriptor InvalidTrigger = Error(RuleIds.InvalidTrigger,
        "A trigger does not parse",
        "The trigger of '{0}' does not parse at character {1}: {2}");

    public static readonly DiagnosticDescriptor MixedTrigger = Create(RuleIds.MixedTrigger, DiagnosticSeverity.Warning,
        "Segment reads a trigger differently",
        "The trigger of '{0}' has 'and' beside 'or' without parentheses. Here 'and' goes first; Segment takes all conditions as one list and the last word for all of them, '{2}', so that {1} of them must hold: say with parentheses what is meant.");

    public static readonly DiagnosticDescriptor NoContactForIdentify = Create(RuleIds.NoContactForIdentify, DiagnosticSeverity.Warning,
        "No contact class takes Segment's identify",
        "Destination '{0}' has several contact classes without a trigger, '{1}' and '{2}', so that none of them takes Segment's identify, and the default mapping does: give each a Trigger, type = \"identify\" and what else tells it from the others");

    public static readonly DiagnosticDescriptor InvalidPath = Error(RuleIds.InvalidPath,
        "A path into Segment's messages does not parse",
        "A path of [LoopsFrom] on '{0}' does not parse: {1}");

    /// <summary>Those of annotated classes and destinations.</summary>
    public static ImmutableArray<DiagnosticDescriptor> OfMappings { get; } = ImmutableArray.Create(
        ContactWithoutIdentifier, EventWithoutName, EventWithoutIdentifier, DuplicateName, UnsupportedType, ReservedName, DuplicateEvent, TooManyMappings,
        ContactWithoutEmail, SubscribesAlways, InvalidMailingList, LosesPrecision, InvalidDestination, InvalidEventName, InvalidTransactional, LanesDiffer,
        UnreachableType, ConflictingAnnotations, SecretSent, EventWithoutEmail, SetsMailingListAlways,
        UnknownContactProperty, WrongContactPropertyType, UnknownEvent, UnknownEventProperty, WrongEventPropertyType, UnknownMailingList, UnknownTransactional,
        MissingDataVariable, UnreadableSchema,
        InvalidTrigger, MixedTrigger, NoContactForIdentify, InvalidPath);

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = OfMappings.Add(ApiKeyInSource).Add(DroppedResult);

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> ById = All.ToImmutableDictionary(static rule => rule.Id);

    public static Diagnostic ToDiagnostic(this Finding finding) => Diagnostic.Create(ById[finding.RuleId], finding.Location, finding.Properties, finding.Arguments);

    private static DiagnosticDescriptor Error(string id, string title, string message) => Create(id, DiagnosticSeverity.Error, title, message);

    private static DiagnosticDescriptor Create(string id, DiagnosticSeverity severity, string title, string message)
        => new(id, title, message, Category, severity, isEnabledByDefault: true, helpLinkUri: $"{Pages}{id}.md");
}
