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
        "'{0}' of type '{1}' cannot be sent: {2}. Give it such a type or leave it out with [LoopsIgnore].");

    public static readonly DiagnosticDescriptor ReservedName = Error(RuleIds.ReservedName,
        "A name is reserved by Loops",
        "'{0}' would be sent as the contact property '{1}', a name that Loops keeps for itself: rename it with [LoopsProperty(\"…\")], leave it out with [LoopsIgnore], or mark it with [LoopsUserId] if it identifies the contact");

    public static readonly DiagnosticDescriptor SubscribesAlways = Create(RuleIds.SubscribesAlways, DiagnosticSeverity.Warning,
        "Every update subscribes or unsubscribes",
        "'{0}' always has a value, so every update sets 'subscribed', and true re-subscribes people who have opted out: make it 'bool?' and leave it null unless the person has just chosen");

    public static readonly DiagnosticDescriptor InvalidDestination = Error(RuleIds.InvalidDestination,
        "A destination cannot be completed",
        "Destination '{0}' {1}");

    public static readonly DiagnosticDescriptor UnreachableType = Error(RuleIds.UnreachableType,
        "An annotated type cannot be used",
        "'{0}' {1}");

    public static readonly DiagnosticDescriptor SecretSent = Create(RuleIds.SecretSent, DiagnosticSeverity.Warning,
        "A secret would be sent to Loops",
        "'{0}' would be sent to Loops, and its name says '{1}': leave it out with [LoopsIgnore], or name it with [LoopsProperty(\"{2}\")] to say that it is meant");

    public static readonly DiagnosticDescriptor SetsMailingListAlways = Create(RuleIds.SetsMailingListAlways, DiagnosticSeverity.Info,
        "Every update sets a mailing list",
        "'{0}' always has a value, so every update adds the contact to the list or removes it: make it 'bool?' and leave it null to change nothing");

    public static readonly DiagnosticDescriptor EventWithoutEmail = Create(RuleIds.EventWithoutEmail, DiagnosticSeverity.Info,
        "An event relies on its contact being there",
        "Event '{0}' has a user id and no email: Loops refuses it unless a contact with that user id exists. Add 'string? Email', or identify the contact first with both.");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = ImmutableArray.Create(
        ContactWithoutIdentifier, EventWithoutName, EventWithoutIdentifier, DuplicateName, UnsupportedType, ReservedName, SubscribesAlways,
        InvalidDestination, UnreachableType, SecretSent, EventWithoutEmail, SetsMailingListAlways);

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> ById = All.ToImmutableDictionary(static rule => rule.Id);

    public static Diagnostic ToDiagnostic(this Finding finding) => Diagnostic.Create(ById[finding.RuleId], finding.Location, finding.Arguments);

    private static DiagnosticDescriptor Error(string id, string title, string message) => Create(id, DiagnosticSeverity.Error, title, message);

    private static DiagnosticDescriptor Create(string id, DiagnosticSeverity severity, string title, string message)
        => new(id, title, message, Category, severity, isEnabledByDefault: true, helpLinkUri: $"{Pages}{id}.md");
}
