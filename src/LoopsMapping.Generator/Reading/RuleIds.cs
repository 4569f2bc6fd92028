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
    public const string SubscribesAlways = "LOOPS010";
    public const string InvalidDestination = "LOOPS013";
    public const string UnreachableType = "LOOPS019";
    public const string SecretSent = "LOOPS021";
    public const string EventWithoutEmail = "LOOPS022";
    public const string SetsMailingListAlways = "LOOPS023";
}
