namespace LoopsMapping.Testing.Journal;

/// <summary>
/// A file of lines that one server at a time has open. A line counts once its line feed is there: what a process that was killed had not written in
/// full is cut off.
/// </summary>
internal sealed class JournalFile : IDisposable
{
    private const byte LineFeed = (byte)'\n';
    private const UnixFileMode OwnerReadsAndWrites = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;

    private readonly FileStream _stream;

    private JournalFile(string path, FileStream stream)
    {
        Path = path;
        _stream = stream;
    }

    public string Path { get; }

    /// <summary>Opens or creates a file, and keeps everybody else out until it is disposed.</summary>
    /// <exception cref="LoopsServerJournalException">It cannot be opened.</exception>
    public static JournalFile Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        try
        {
            CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
            // It holds e-mail addresses.
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = OwnerReadsAndWrites;
            return new(path, new FileStream(path, options));
        }
        catch (IOException exception) when (exception.HResult is SharingViolation or WouldBlockOnLinux or WouldBlockOnMac)
        {
            throw new LoopsServerJournalException($"The journal {path} is in use by another server: stop that one, or give this one a file of its own.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new LoopsServerJournalException($"The journal {path} cannot be opened: {exception.Message.TrimEnd('.')}. Name a file that this process may create and write.", exception);
        }
    }

    /// <summary>Hands over every line there is, counted from 1, without its line feed.</summary>
    /// <returns>What follows the last line feed.</returns>
    public byte[] ReadLines(Action<int, ReadOnlyMemory<byte>> read)
    {
        var buffer = new byte[64 * 1024];
        using var line = new MemoryStream();
        var number = 0;
        _stream.Position = 0;
        while (_stream.Read(buffer) is > 0 and var length)
        {
            var from = 0;
            while (Array.IndexOf(buffer, LineFeed, from, length - from) is >= 0 and var end)
            {
                line.Write(buffer, from, end - from);
                read(++number, line.GetBuffer().AsMemory(0, (int)line.Length));
                line.SetLength(0);
                from = end + 1;
            }
            line.Write(buffer, from, length - from);
        }
        return line.ToArray();
    }

    public void CutOff(int bytes) => _stream.SetLength(_stream.Length - bytes);

    public void MakePrivate()
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_stream.SafeFileHandle, OwnerReadsAndWrites);
    }

    /// <summary>Appends a line; when this returns, the system has it, and the end of this process does not lose it.</summary>
    public void Append(byte[] line)
    {
        _stream.Seek(0, SeekOrigin.End);
        _stream.Write([.. line, LineFeed]);
    }

    public void Clear() => _stream.SetLength(0);

    public void Dispose() => _stream.Dispose();

    private static void CreateDirectory(string directory)
    {
        if (Directory.Exists(directory))
            return;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, OwnerReadsAndWrites | UnixFileMode.UserExecute);
    }
}
