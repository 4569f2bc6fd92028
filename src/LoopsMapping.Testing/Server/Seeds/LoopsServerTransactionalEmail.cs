using LoopsMapping.Testing.State;

namespace LoopsMapping.Testing;

/// <summary>A transactional email of the team, the template: what was sent is in <see cref="LoopsServer.SentEmails"/>.</summary>
/// <param name="id">The id that <c>POST transactional</c> names.</param>
/// <param name="name">Its name.</param>
/// <exception cref="ArgumentException">The id or the name is blank.</exception>
public sealed class LoopsServerTransactionalEmail(string id, string name)
{
    /// <summary>The id that <c>POST transactional</c> names.</summary>
    public string Id { get; } = Seed.Required(id, nameof(id));

    /// <summary>The name.</summary>
    public string Name { get; } = Seed.Required(name, nameof(name));

    /// <summary>The data variables that have to be sent, and not as empty text. Case-sensitive.</summary>
    public IReadOnlyList<string> DataVariables { get; init; } = [];

    /// <summary>The data variables that may be left out or empty.</summary>
    public IReadOnlyList<string> OptionalDataVariables { get; init; } = [];

    /// <summary>Whether it has been published; a draft cannot be sent. By default <see langword="true"/>.</summary>
    public bool IsPublished { get; init; } = true;

    internal string MessageId { get; } = LoopsId.Of($"email-messages/{id}");

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
