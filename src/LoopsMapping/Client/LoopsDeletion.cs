using LoopsMapping.Api;

namespace LoopsMapping;

/// <summary>A contact that is to be deleted (Loops: <c>POST /v1/contacts/delete</c>, which takes one identifier).</summary>
public sealed record LoopsDeletion
{
    internal const string RequestPath = "contacts/delete";

    /// <summary>Names the contact by what is known of it.</summary>
    /// <param name="userId">Its user id; blank is none.</param>
    /// <param name="email">Its e-mail address; blank is none.</param>
    /// <exception cref="ArgumentException">Both are blank.</exception>
    public LoopsDeletion(string? userId, string? email)
    {
        UserId = string.IsNullOrWhiteSpace(userId) ? null : userId;
        Email = string.IsNullOrWhiteSpace(email) ? null : email;
        if (UserId is null && Email is null)
            throw new ArgumentException("A contact is deleted by its user id or its e-mail address, and both are blank.", nameof(userId));
    }

    /// <summary>The user id; <see langword="null"/> when only the address is known. Personal data.</summary>
    public string? UserId { get; }

    /// <summary>The e-mail address; <see langword="null"/> when only the user id is known. Personal data.</summary>
    public string? Email { get; }

    /// <summary>What Loops is sent: the user id when there is one, else the address.</summary>
    public LoopsContactKey Key => UserId is null ? LoopsContactKey.Email(Email!) : LoopsContactKey.UserId(UserId);

    /// <summary>Whose order the deletion is kept in: that of the contact's other requests.</summary>
#pragma warning disable CA1308 // As the lanes of requests are.
    public string Lane => UserId ?? Email!.ToLowerInvariant();
#pragma warning restore CA1308

    /// <summary>Only the endpoint; no personal data.</summary>
    public override string ToString() => $"POST {RequestPath}";

    /// <summary>The body of the request, UTF-8: <c>{"userId":"u1"}</c>. Personal data.</summary>
    public ReadOnlyMemory<byte> CreateBody() => ApiBody.Write(writer => writer.WriteString(Key.Name, Key.Value));
}
