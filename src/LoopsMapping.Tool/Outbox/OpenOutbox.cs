using LoopsMapping.Outbox;
using LoopsMapping.Outbox.Sqlite;

namespace LoopsMapping.Tool.Outbox;

/// <summary>An outbox that somebody looks into. The one place that knows which kinds of stores there are.</summary>
internal sealed class OpenOutbox : IAsyncDisposable
{
    private OpenOutbox(ILoopsOutboxStore store) => Store = store;

    public ILoopsOutboxStore Store { get; }

    /// <summary>Whether a process sends what is in it; <see langword="null"/> when that cannot be told.</summary>
    public bool? IsDispatched { get; private init; }

    /// <summary>Opens what is there. A store would create what is missing, so it is looked at first.</summary>
    /// <exception cref="ToolException">There is no outbox.</exception>
    /// <exception cref="LoopsOutboxException">It cannot be used.</exception>
    public static async Task<OpenOutbox> OpenAsync(OutboxPlace place, TimeProvider time, CancellationToken cancellationToken)
    {
        var isDispatched = default(bool?);
        ILoopsOutboxStore store;
        switch (place)
        {
            case OutboxFile file:
                Require(file);
                store = new SqliteOutboxStore(file.File, time);
                isDispatched = new SqliteFiles(file.File).IsLocked();
                break;
            case OutboxDatabase database:
                store = StoreOf(database);
                break;
            default:
                throw new InvalidOperationException(place.ToString());
        }
        try
        {
            await store.OpenAsync(cancellationToken);
            return new(store) { IsDispatched = isDispatched };
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>The store of a database, which is not opened yet.</summary>
    /// <exception cref="ToolException">It is no connection string.</exception>
    public static PostgreSqlOutboxStore StoreOf(OutboxDatabase database)
    {
        try
        {
            return new(database.ConnectionString, new() { Schema = database.Schema, MaxConnections = 2 }, null);
        }
        catch (ArgumentException)
        {
            // The exception may quote it.
            throw new ToolException($"The text from {database.Source} is no connection string of Npgsql: \"Host=…;Database=…;Username=…\". The password may be in PGPASSWORD or a password file.");
        }
    }

    /// <exception cref="ToolException">There is no outbox in the file.</exception>
    public static void Require(OutboxFile file)
    {
        if (!File.Exists(file.File))
        {
            var what = Directory.Exists(file.File) ? "that is a folder" : "there is no such file";
            throw new ToolException($"There is no outbox {file.File}: {what}. An application creates its outbox when it starts. {file.Remedy}");
        }
        switch (SqliteFileKinds.Of(file.File))
        {
            case SqliteFileKind.Other:
                throw new ToolException($"{file.File} is no outbox: it is no SQLite database, or its beginning is damaged. {file.Remedy}");
            case SqliteFileKind.OtherDatabase:
                throw new ToolException($"{file.File} is no outbox: it is a SQLite database of something else. {file.Remedy}");
            default:
                break;
        }
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
