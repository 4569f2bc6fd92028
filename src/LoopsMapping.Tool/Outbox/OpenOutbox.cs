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
    public static async Task<OpenOutbox> OpenAsync(OutboxPath path, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!File.Exists(path.File))
        {
            var what = Directory.Exists(path.File) ? "that is a folder" : "there is no such file";
            throw new ToolException($"There is no outbox {path.File}: {what}. An application creates its outbox when it starts. {path.Remedy}");
        }
        switch (SqliteFileKinds.Of(path.File))
        {
            case SqliteFileKind.Other:
                throw new ToolException($"{path.File} is no outbox: it is no SQLite database, or its beginning is damaged. {path.Remedy}");
            case SqliteFileKind.OtherDatabase:
                throw new ToolException($"{path.File} is no outbox: it is a SQLite database of something else. {path.Remedy}");
            default:
                break;
        }
        var store = new SqliteOutboxStore(path.File, time);
        try
        {
            await store.OpenAsync(cancellationToken);
            return new(store) { IsDispatched = new SqliteFiles(path.File).IsLocked() };
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
