namespace LoopsMapping.Generator.Schema;

/// <summary>The lists of a schema file.</summary>
internal static class SchemaSections
{
    public const string ContactProperties = "contactProperties";
    public const string MailingLists = "mailingLists";
    public const string Events = "events";
    public const string TransactionalEmails = "transactionalEmails";

    /// <summary>The member of an entry that names it.</summary>
    public static string NameMember(string section) => section switch
    {
        ContactProperties => "key",
        Events => "name",
        _ => "id",
    };
}
