using System.Globalization;
using LoopsMapping.Outbox;
using Spectre.Console;

namespace LoopsMapping.Tool.Outbox;

/// <summary>The records that a change is about, as they were found: what is changed is what was shown, whatever else arrives in between.</summary>
internal sealed class Selection
{
    /// <summary>How many records are read, or changed in one transaction, at a time: the application wants its turn, too.</summary>
    private const int PageSize = 500;

    private const int MostKinds = 20;

    private readonly List<long> _ids = [];
    private readonly Dictionary<(string Team, string Name, string State), int> _kinds = [];

    public int Count => _ids.Count;

    public IReadOnlyCollection<long> Ids => _ids;

    /// <summary>Reads all records that a query means.</summary>
    public static async IAsyncEnumerable<LoopsOutboxRecord> ReadAsync(
        ILoopsOutboxStore store, LoopsOutboxQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var page = query with { Limit = PageSize };
        while (true)
        {
            var records = await store.ListAsync(page, cancellationToken);
            foreach (var record in records)
                yield return record;
            if (records.Count < PageSize)
                yield break;
            page = page with { AfterId = records[^1].Id };
        }
    }

    public void Add(LoopsOutboxRecord record, RecordMask mask)
    {
        _ids.Add(record.Id);
        var kind = (record.Team, mask.Text(record.Name)!, record.Failure is { } failure ? RecordFacts.Reason(failure) : "pending");
        _kinds[kind] = _kinds.GetValueOrDefault(kind) + 1;
    }

    /// <summary>How many there are of what.</summary>
    public void Show(TextWriter output)
    {
        if (Count == 0)
            return;
        var table = new TextTable(">Records", "Team", "Name", "State or reason");
        foreach (var (kind, count) in _kinds.OrderByDescending(static kind => kind.Value).ThenBy(static kind => kind.Key).Take(MostKinds))
        {
            table.Add(
                (count.ToString(CultureInfo.InvariantCulture), Style.Plain), (Shown.Text(kind.Team), Style.Plain), (Shown.Text(kind.Name), Style.Plain), (kind.State, Style.Plain));
        }
        table.Write(new AnsiWriter(output, new AnsiCapabilities { Ansi = false, ColorSystem = ColorSystem.NoColors }));
        if (_kinds.Count > MostKinds)
            output.WriteLine(FormattableString.Invariant($"… and {Quantity.Of(_kinds.Count - MostKinds, "kind")} more."));
        output.WriteLine();
    }

    /// <summary>Changes the records, a page at a time.</summary>
    /// <returns>How many were changed.</returns>
    public async Task<int> ChangeAsync(LoopsOutboxState state, Func<LoopsOutboxQuery, Task<int>> change)
    {
        var changed = 0;
        foreach (var page in _ids.Chunk(PageSize))
            changed += await change(new() { Ids = page, State = state });
        return changed;
    }
}
