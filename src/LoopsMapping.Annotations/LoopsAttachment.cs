namespace LoopsMapping;

/// <summary>
/// A file that goes with a transactional email. Loops has to have enabled attachments for the account, and takes at most 4 MB an email, in
/// which the content counts by four thirds.
/// </summary>
/// <param name="fileName">The name of the file as the recipient sees it: <c>invoice.pdf</c>.</param>
/// <param name="contentType">Its MIME type: <c>application/pdf</c>.</param>
/// <param name="content">Its bytes, which are sent in base64. They are not copied.</param>
/// <exception cref="ArgumentException">The name or the type is blank.</exception>
/// <exception cref="ArgumentNullException">An argument is null.</exception>
public sealed class LoopsAttachment(string fileName, string contentType, byte[] content)
{
    /// <summary>The name of the file as the recipient sees it.</summary>
    public string FileName { get; } = Text(fileName, nameof(fileName));

    /// <summary>Its MIME type.</summary>
    public string ContentType { get; } = Text(contentType, nameof(contentType));

    /// <summary>Its bytes.</summary>
    public byte[] Content { get; } = content ?? throw new ArgumentNullException(nameof(content));

    private static string Text(string value, string parameter)
    {
        if (value is null)
            throw new ArgumentNullException(parameter);
        return string.IsNullOrWhiteSpace(value) ? throw new ArgumentException("It must not be blank.", parameter) : value;
    }
}
