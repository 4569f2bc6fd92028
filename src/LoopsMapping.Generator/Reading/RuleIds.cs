namespace LoopsMapping.Generator.Reading;

/// <summary>The stable ids of the rules, with the meaning that a bare number lacks.</summary>
internal static class RuleIds
{
    public const string ContactWithoutIdentifier = "LOOPS001";
    public const string EventWithoutName = "LOOPS002";
    public const string EventWithoutIdentifier = "LOOPS003";
    public const string DuplicateName = "LOOPS004";
    public const string UnsupportedType = "LOOPS005";
    public const string ReservedName = "LOOPS006";
    public const string DuplicateEvent = "LOOPS007";
    public const string TooManyMappings = "LOOPS008";
    public const string ContactWithoutEmail = "LOOPS009";
    public const string SubscribesAlways = "LOOPS010";
    public const string InvalidMailingList = "LOOPS011";
    public const string LosesPrecision = "LOOPS012";
    public const string InvalidDestination = "LOOPS013";
    public const string InvalidEventName = "LOOPS014";
    public const string InvalidTransactional = "LOOPS015";
    public const string ApiKeyInSource = "LOOPS016";
    public const string DroppedResult = "LOOPS017";
    public const string LanesDiffer = "LOOPS018";
    public const string UnreachableType = "LOOPS019";
    public const string ConflictingAnnotations = "LOOPS020";
    public const string SecretSent = "LOOPS021";
    public const string EventWithoutEmail = "LOOPS022";
    public const string SetsMailingListAlways = "LOOPS023";
    public const string UnknownContactProperty = "LOOPS030";
    public const string WrongContactPropertyType = "LOOPS031";
    public const string UnknownEvent = "LOOPS032";
    public const string UnknownEventProperty = "LOOPS033";
    public const string WrongEventPropertyType = "LOOPS034";
    public const string UnknownMailingList = "LOOPS035";
    public const string UnknownTransactional = "LOOPS036";
    public const string MissingDataVariable = "LOOPS037";
    public const string UnreadableSchema = "LOOPS038";
    public const string InvalidTrigger = "LOOPS040";
    public const string MixedTrigger = "LOOPS041";
    public const string NoContactForIdentify = "LOOPS042";
    public const string InvalidPath = "LOOPS043";
}
