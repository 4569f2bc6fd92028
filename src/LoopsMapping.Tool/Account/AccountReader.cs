using LoopsMapping.Tool.Schema;

namespace LoopsMapping.Tool.Account;

/// <summary>Asks Loops for everything that code can be checked against.</summary>
internal static class AccountReader
{
    /// <param name="account">The way to Loops.</param>
    /// <param name="progress">Told what is being read.</param>
    /// <param name="now">When it is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<AccountSchema> ReadAsync(AccountConnection account, Progress progress, DateTimeOffset now, CancellationToken cancellationToken)
    {
        progress.Show("Reading contact properties …");
        var team = await account.AskAsync(api => api.TestApiKeyAsync(cancellationToken));
        var properties = await account.AskAsync(api => api.ListContactPropertiesAsync(cancellationToken: cancellationToken));
        progress.Show("Reading mailing lists …");
        var lists = await account.AskAsync(api => api.ListMailingListsAsync(cancellationToken));
        progress.Show("Reading transactional emails …");
        var emails = await account.AskAsync(api => ToListAsync(api.ListTransactionalAsync(cancellationToken: cancellationToken)));
        progress.Show("Reading events …");
        var patterns = await account.AskAsync(api => ToListAsync(api.ListEventPatternsAsync(cancellationToken: cancellationToken)));
        var events = new List<SchemaEvent>(patterns.Count);
        foreach (var pattern in patterns)
        {
            progress.Show(FormattableString.Invariant($"Reading the properties of events, {events.Count + 1} of {patterns.Count} …"));
            var found = pattern.EventProperties is null ? await account.AskAsync(api => api.GetEventPatternAsync(pattern.Id, cancellationToken)) : pattern;
            // One that was removed in the meantime is none.
            if (found is not null)
                events.Add(new(found.EventName, [.. (found.EventProperties ?? []).Select(static property => new SchemaEventProperty(property.Name, property.Type)).OrderBy(static property => property.Key, StringComparer.Ordinal)]));
        }
        progress.Clear();
        return new(
            team, now,
            [.. properties.Select(static property => new SchemaProperty(property.Key, property.Label, property.Type)).OrderBy(static property => property.Key, StringComparer.Ordinal)],
            [.. lists.Select(static list => new SchemaList(list.Id, list.Name, list.IsPublic)).OrderBy(static list => list.Id, StringComparer.Ordinal)],
            [.. events.DistinctBy(static one => one.Name, StringComparer.Ordinal).OrderBy(static one => one.Name, StringComparer.Ordinal)],
            [.. emails.Select(static email => new SchemaEmail(email.Id, email.Name, [.. email.DataVariables.Order(StringComparer.Ordinal)])).OrderBy(static email => email.Id, StringComparer.Ordinal)]);
    }

    private static async Task<List<T>> ToListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
            list.Add(item);
        return list;
    }
}
