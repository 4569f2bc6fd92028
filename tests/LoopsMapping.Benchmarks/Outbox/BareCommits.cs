using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace LoopsMapping.Benchmarks.Outbox;

/// <summary>The least that a durable enqueue into the same kind of file can cost: one row of the same size, and nothing around it.</summary>
internal sealed class BareCommits : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly byte[] _body;

    public BareCommits(string path, byte[] body)
    {
        _body = body;
        _connection = new($"Data Source={path};Pooling=false");
        _connection.Open();
        Execute("PRAGMA journal_mode = WAL");
        Execute("PRAGMA synchronous = FULL");
        Execute("CREATE TABLE message (id INTEGER PRIMARY KEY, lane TEXT NOT NULL, key TEXT NOT NULL, body BLOB NOT NULL)");
        _insert = Command("INSERT INTO message (lane, key, body) VALUES ($1, $2, $3)");
        for (var i = 1; i <= 3; i++)
            _insert.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
        _begin = Command("BEGIN IMMEDIATE");
        _commit = Command("COMMIT");
    }

    /// <summary>Fills the log until it has been checkpointed: from then on it is written over, and a flush need not wait for the file to grow.</summary>
    public void WarmUp(int rows)
    {
        _begin.ExecuteNonQuery();
        for (var i = 0; i < rows; i++)
            Insert($"u{i}");
        _commit.ExecuteNonQuery();
    }

    /// <summary>One row for each commit, from one caller.</summary>
    public void Insert(string lane)
    {
        _insert.Parameters[0].Value = lane;
        _insert.Parameters[1].Value = Guid.CreateVersion7().ToString();
        _insert.Parameters[2].Value = _body;
        _insert.ExecuteNonQuery();
    }

    /// <summary>One thread that commits whatever the callers have asked for meanwhile.</summary>
    public void CommitGroups(BlockingCollection<(string Lane, TaskCompletionSource Done)> queue)
    {
        var group = new List<TaskCompletionSource>();
        while (queue.TryTake(out var item, Timeout.Infinite))
        {
            _begin.ExecuteNonQuery();
            do
            {
                Insert(item.Lane);
                group.Add(item.Done);
            }
            while (group.Count < 256 && queue.TryTake(out item));
            _commit.ExecuteNonQuery();
            foreach (var done in group)
                done.SetResult();
            group.Clear();
        }
    }

    public void Dispose()
    {
        _insert.Dispose();
        _begin.Dispose();
        _commit.Dispose();
        _connection.Dispose();
    }

    private SqliteCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    private void Execute(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }
}
