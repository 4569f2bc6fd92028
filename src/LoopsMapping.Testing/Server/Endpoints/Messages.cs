namespace LoopsMapping.Testing.Endpoints;

/// <summary>What refusals say. The first group is Loops' own wording; for the others Loops documents none.</summary>
internal static class Messages
{
    public const string ContactDeleted = "Contact deleted.";
    public const string ContactExists = "Email or userId is already on list.";
    public const string ContactNotFound = "Contact not found.";
    public const string IdentifierMissing = "An email or userId is required.";
    public const string DataVariablesMissing = "There are required fields for this email. You need to include a 'dataVariables' object with the required fields.";
    public const string InvalidEmail = "Invalid email address.";
    public const string KeyUsed = "Idempotency key already used with a different request body.";
    public const string NotSuppressed = "This contact is not suppressed.";
    public const string PropertyExists = "Property already exists.";
    public const string SuppressionContactNotFound = "This contact was not found.";
    public const string SuppressionRemoved = "Email removed from suppression list.";
    public const string TooLong = "Some body key or value is longer than allowable";
    public const string TransactionalNotFound = "Transactional email not found.";
    public const string UserIdUnknown = "userId not found and cannot create a new contact without an email.";

    public const string AttachmentInvalid = "attachments must be a list of objects with filename, contentType and data in base64.";
    public const string AttachmentsNotEnabled = "Attachments are not enabled for your account.";
    public const string EmailMissing = "An email is required.";
    public const string EventNameColon = "eventName cannot contain a colon.";
    public const string EventNameMissing = "An eventName is required.";
    public const string EventPatternNotFound = "Event pattern not found.";
    public const string IdentifierAmbiguous = "Only one of email or userId is allowed.";
    public const string KeyTooLong = "Idempotency-Key cannot be longer than 100 characters.";
    public const string MethodNotAllowed = "Method not allowed.";
    public const string NotAnObject = "Request body must be a JSON object.";
    public const string NotJson = "Request body is not valid JSON.";
    public const string PathNotFound = "Not found.";
    public const string PageInvalid = "Invalid perPage or cursor value.";
    public const string PropertyNameMissing = "A property name is required.";
    public const string PropertyNameReserved = "This property name is reserved.";
    public const string PropertyTypeInvalid = "type must be string, number, boolean or date.";
    public const string QuotaUsedUp = "Removal quota exceeded.";
    public const string TransactionalIdMissing = "A transactionalId is required.";
    public const string TransactionalNotPublished = "Transactional email is not published.";
    public const string UnreadableBody = "Request body could not be read.";
}
