namespace LoopsMapping.Testing.Endpoints;

/// <summary>What refusals say. The first group is Loops' own wording; for the others Loops documents none.</summary>
internal static class Messages
{
    public const string ContactDeleted = "Contact deleted.";
    public const string ContactExists = "Email or userId is already on list.";
    public const string ContactNotFound = "Contact not found.";
    public const string IdentifierMissing = "An email or userId is required.";
    public const string InvalidEmail = "Invalid email address.";
    public const string KeyUsed = "Idempotency key already used with a different request body.";
    public const string TooLong = "Some body key or value is longer than allowable";
    public const string UserIdUnknown = "userId not found and cannot create a new contact without an email.";

    public const string EmailMissing = "An email is required.";
    public const string EventNameColon = "eventName cannot contain a colon.";
    public const string EventNameMissing = "An eventName is required.";
    public const string IdentifierAmbiguous = "Only one of email or userId is allowed.";
    public const string KeyTooLong = "Idempotency-Key cannot be longer than 100 characters.";
    public const string MethodNotAllowed = "Method not allowed.";
    public const string NotAnObject = "Request body must be a JSON object.";
    public const string NotJson = "Request body is not valid JSON.";
    public const string PathNotFound = "Not found.";
    public const string UnreadableBody = "Request body could not be read.";
}
