namespace LoopsMapping;

/// <summary>Which contact is meant: the one with this email, or the one with this user id. Loops takes one of them, not both.</summary>
/// <example>
/// <code>
/// var contact = await loops.Api.FindContactAsync(LoopsContactKey.Email("adam@loops.so"));
/// </code>
/// </example>
public readonly record struct LoopsContactKey
{
    private LoopsContactKey(string name, string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        Name = name;
        Value = value;
    }

    /// <summary><c>email</c> or <c>userId</c>.</summary>
    public string Name { get; }

    /// <summary>The address or the id. Personal data.</summary>
    public string Value { get; }

    /// <summary>The contact with this e-mail address.</summary>
    /// <param name="email">The address; upper and lower case make no difference to Loops.</param>
    /// <exception cref="ArgumentException">It is blank.</exception>
    public static LoopsContactKey Email(string email) => new("email", email);

    /// <summary>The contact with this user id.</summary>
    /// <param name="userId">The id, as your own system has it.</param>
    /// <exception cref="ArgumentException">It is blank.</exception>
    public static LoopsContactKey UserId(string userId) => new("userId", userId);

    /// <summary>Only which kind it is, since it may get into a log.</summary>
    public override string ToString() => Name ?? "";

    /// <summary>The query parameter.</summary>
    internal string ToQuery()
        => Name is null
            ? throw new ArgumentException("The key names no contact: make it with LoopsContactKey.Email or LoopsContactKey.UserId.")
            : $"{Name}={Uri.EscapeDataString(Value)}";
}
