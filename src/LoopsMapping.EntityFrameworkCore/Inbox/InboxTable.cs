using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace LoopsMapping.EntityFrameworkCore.Inbox;

/// <summary>The inbox table of a model, under the names that the model gives it.</summary>
internal static class InboxTable
{
    /// <summary>What databases take at once; SQLite allows 32,766 parameters, SQL Server 2,100.</summary>
    private const int RowsAtOnce = 200;

    /// <summary>The statements that insert rows, with their parameters.</summary>
    /// <exception cref="InvalidOperationException">The model has no such table.</exception>
    public static IEnumerable<(string Sql, object[] Parameters)> Inserts(DbContext context, IReadOnlyList<InboxRow> rows)
    {
        var type = EntityType(context);
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        var sql = context.GetService<ISqlGenerationHelper>();
        string[] names = [nameof(InboxRow.RecordId), nameof(InboxRow.Version), nameof(InboxRow.Team), nameof(InboxRow.SavedAt), nameof(InboxRow.Header), nameof(InboxRow.Body)];
        var columns = string.Join(", ", names.Select(name => sql.DelimitIdentifier(type.FindProperty(name)!.GetColumnName(table)!)));
        var insert = $"INSERT INTO {sql.DelimitIdentifier(table.Name, table.Schema)} ({columns}) VALUES ";
        foreach (var chunk in rows.Chunk(RowsAtOnce))
        {
            var text = new StringBuilder(insert);
            var parameters = new List<object>(chunk.Length * names.Length);
            foreach (var row in chunk)
            {
                text.Append(parameters.Count == 0 ? "(" : ", (");
                foreach (var value in (object[])[row.RecordId, row.Version, row.Team, row.SavedAt, row.Header, row.Body])
                {
                    text.Append(parameters.Count % names.Length == 0 ? "{" : ", {").Append(parameters.Count).Append('}');
                    parameters.Add(value);
                }
                text.Append(')');
            }
            yield return (text.ToString(), [.. parameters]);
        }
    }

    /// <exception cref="InvalidOperationException">The model has no such table.</exception>
    public static IEntityType EntityType(DbContext context) => context.Model.FindEntityType(typeof(InboxRow))
        ?? throw new InvalidOperationException($"{context.GetType().Name} has no table for what is sent to Loops: call modelBuilder.AddLoopsOutbox() in OnModelCreating, and add a migration.");
}
