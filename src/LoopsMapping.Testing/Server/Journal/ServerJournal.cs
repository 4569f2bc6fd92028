using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LoopsMapping.Testing.Pipeline;
using LoopsMapping.Testing.State;

namespace LoopsMapping.Testing.Journal;

/// <summary>What took effect, kept in a file that a later server replays. Used under one lock.</summary>
internal sealed class ServerJournal : IDisposable
{
    /// <summary>Whoever looks into the file sees addresses and quotes as they are.</summary>
    private static readonly JournalJson Json = new(new JsonSerializerOptions(JournalJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private readonly JournalFile _file;
    private bool _isClosed;

    private ServerJournal(JournalFile file) => _file = file;

    /// <summary>Why nothing can be written any more; <see langword="null"/> while it can.</summary>
    public string? Failure { get; private set; }

    /// <exception cref="LoopsServerJournalException">The file cannot be opened.</exception>
    public static ServerJournal Open(string path) => new(JournalFile.Open(path));

    /// <summary>Reads what there is; a file that is empty begins with this origin.</summary>
    /// <param name="fresh">What a new team begins with.</param>
    /// <param name="begin">Takes what the team of the journal began with, before the first entry.</param>
    /// <param name="repeat">Makes an entry take effect again; returns why it cannot.</param>
    /// <exception cref="LoopsServerJournalException">It is no journal, or damaged.</exception>
    public void Replay(TeamOrigin fresh, Action<TeamOrigin> begin, Func<JournalEntry, string?> repeat)
    {
        var isEmpty = true;
        var rest = _file.ReadLines((number, line) =>
        {
            if (number == 1)
                begin(ReadHeader(line));
            else if (repeat(ReadEntry(number, line)) is { } reason)
                throw Unusable(number, reason);
            isEmpty = false;
        });
        if (rest.Length > 0)
        {
            // Somebody's other file is not cut.
            if (isEmpty && !rest.AsSpan().StartsWith(JournalHeader.Start) && !JournalHeader.Start.StartsWith(rest))
                throw NoJournal(null);
            _file.CutOff(rest.Length);
        }
        _file.MakePrivate();
        if (!isEmpty)
            return;
        begin(fresh);
        Begin(fresh);
    }

    /// <summary>Forgets everything and begins anew.</summary>
    /// <exception cref="LoopsServerJournalException">It cannot be written.</exception>
    public void Restart(TeamOrigin origin) => Write(() =>
    {
        _file.Clear();
        Failure = null;
        Begin(origin);
    });

    /// <exception cref="LoopsServerJournalException">It cannot be written, this time and from now on.</exception>
    public void Append(JournalEntry entry) => Write(() => _file.Append(JsonSerializer.SerializeToUtf8Bytes(entry, Json.JournalEntry)));

    public void Dispose()
    {
        _isClosed = true;
        _file.Dispose();
    }

    private void Begin(TeamOrigin origin) => _file.Append(JsonSerializer.SerializeToUtf8Bytes(JournalHeader.Of(origin), Json.JournalHeader));

    private void Write(Action write)
    {
        if (_isClosed)
            return;
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Half a line may be there now, and a line after it would be lost with it.
            Failure = $"The journal {_file.Path} cannot be written: {exception.Message.TrimEnd('.')}. Start the server again once it can.";
            throw new LoopsServerJournalException(Failure, exception);
        }
    }

    private TeamOrigin ReadHeader(ReadOnlyMemory<byte> line)
    {
        if (!line.Span.StartsWith(JournalHeader.Start))
            throw NoJournal(null);
        var version = ReadVersion(line);
        if (version > JournalHeader.CurrentVersion)
            throw Unusable(1, $"it is of version {version}, and this LoopsMapping.Testing reads version {JournalHeader.CurrentVersion}: update it");
        var header = Read(1, line, Json.JournalHeader);
        return new(header.IdSeed, header.CreatedAt);
    }

    /// <summary>Before anything else: of a newer header nothing else is known.</summary>
    private int ReadVersion(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var header = JsonDocument.Parse(line);
            return header.RootElement.EnumerateObject().First().Value.GetInt32() is > 0 and var version ? version : throw Damaged(1, null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw Damaged(1, exception);
        }
    }

    private JournalEntry ReadEntry(int number, ReadOnlyMemory<byte> line)
    {
        var entry = Read(number, line, Json.JournalEntry);
        return entry.IsRequest != entry.Suppressed is not null ? entry : throw Damaged(number, null);
    }

    private T Read<T>(int number, ReadOnlyMemory<byte> line, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(line.Span, type) ?? throw Damaged(number, null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw Damaged(number, exception);
        }
    }

    private LoopsServerJournalException Damaged(int line, Exception? cause)
        => Unusable(line, "it is damaged. Delete the line to go on without it, or the file to begin anew", cause);

    private LoopsServerJournalException Unusable(int line, string reason, Exception? cause = null)
        => new($"The journal {_file.Path} cannot be read at line {line}: {reason}.", cause);

    private LoopsServerJournalException NoJournal(Exception? cause)
        => new($"The file {_file.Path} is no journal of a local Loops, as its line 1 says. It was left as it is: name another file.", cause);
}
