namespace LoopsMapping.Tool.Schema;

/// <summary>What is different in an account since a file was written, one line for each entry.</summary>
internal static class SchemaChanges
{
    public static IReadOnlyList<SchemaChange> Between(AccountSchema before, AccountSchema now) =>
    [
        .. before.Team == now.Team ? [] : new[] { new SchemaChange('~', "team", before.Team, $"now {now.Team}") },
        .. Compare("contact property", before.ContactProperties, now.ContactProperties, static property => property.Key, static property => $"{property.Type}{(property.Label is { } label && label != property.Key ? $", {label}" : "")}"),
        .. Compare("mailing list", before.MailingLists, now.MailingLists, static list => list.Id, static list => $"{list.Name}{(list.IsPublic ? ", public" : "")}"),
        .. Compare("event", before.Events, now.Events, static one => one.Name, static one => string.Join(", ", one.Properties.Select(static property => $"{property.Key}: {property.Type}"))),
        .. Compare("transactional email", before.TransactionalEmails, now.TransactionalEmails, static email => email.Id, static email => $"{email.Name}{(email.DataVariables.Count == 0 ? "" : $" ({string.Join(", ", email.DataVariables)})")}"),
    ];

    private static IEnumerable<SchemaChange> Compare<T>(string kind, IEnumerable<T> before, IEnumerable<T> now, Func<T, string> key, Func<T, string> describe)
    {
        var old = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var one in before)
            old[key(one)] = describe(one);
        foreach (var one in now)
        {
            var description = describe(one);
            if (!old.Remove(key(one), out var was))
                yield return new('+', kind, key(one), description);
            else if (was != description)
                yield return new('~', kind, key(one), $"{description} (was {(was.Length == 0 ? "without properties" : was)})");
        }
        foreach (var (name, description) in old.OrderBy(static one => one.Key, StringComparer.Ordinal))
            yield return new('-', kind, name, description);
    }
}

/// <param name="Sign"><c>+</c>, <c>-</c> or <c>~</c>.</param>
internal sealed record SchemaChange(char Sign, string Kind, string Name, string Detail);
