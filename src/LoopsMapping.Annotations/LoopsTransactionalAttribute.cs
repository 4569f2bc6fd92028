namespace LoopsMapping;

/// <summary>
/// Maps a class, record or struct to a transactional email. A destination of the project gets a <c>SendAsync</c> overload for it
/// (Loops: <c>POST /v1/transactional</c>).
/// </summary>
/// <remarks>
/// <c>Email</c> is the recipient; every other public readable property is a data variable under its camelCase name. Loops takes text and
/// numbers as data variables, and lists of flat objects of these. Members that hold <see cref="LoopsAttachment"/>s are attached. A value that is
/// <see langword="null"/> is left out.
/// </remarks>
/// <example>
/// <code>
/// [LoopsTransactional("cm4v0gqjz0001yyfc5n1rngvs", ExpiresAfterMinutes = 30)]
/// public sealed record PasswordReset(string Email, string ResetLink);
/// </code>
/// </example>
/// <param name="id">The id of the transactional email, as Loops shows it; a missing one is LOOPS015.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class LoopsTransactionalAttribute(string? id = null) : Attribute
{
    /// <summary>The id of the transactional email in Loops.</summary>
    public string? Id { get; } = id;

    /// <summary>Whether the recipient becomes a contact, if it is none yet.</summary>
    public bool AddToAudience { get; set; }

    /// <summary>After how many minutes an email that could not be sent is of no use to anybody and is not sent any more; 0 for never.</summary>
    public int ExpiresAfterMinutes { get; set; }
}
