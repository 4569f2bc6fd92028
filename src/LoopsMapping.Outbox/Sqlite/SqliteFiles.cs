using Microsoft.Extensions.Logging;

namespace LoopsMapping.Outbox.Sqlite;

/// <summary>
/// The files of an outbox. They hold e-mail addresses, so only their owner may read them; SQLite gives its -wal and -shm files the mode of the
/// database.
/// </summary>
internal sealed class SqliteFiles
{
    private const UnixFileMode OwnerReadsAndWrites = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnly = OwnerReadsAndWrites | UnixFileMode.UserExecute;

    public SqliteFiles(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        LockPath = Path + ".lock";
    }

    public string Path { get; }

    public string LockPath { get; }

    private string Directory => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Creates what is missing, and makes the files private.</summary>
    /// <exception cref="LoopsOutboxException">The place cannot be used.</exception>
    public void Prepare(ILogger logger)
    {
        try
        {
            CreateDirectory(logger);
            foreach (var file in new[] { Path, Path + "-wal", Path + "-shm", LockPath })
                MakePrivate(file, create: file == Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new LoopsOutboxException($"The outbox {Path} cannot be used: {exception.Message.TrimEnd('.')}. Name a file that this process may create and write.", exception);
        }
    }

    /// <summary>Takes the lock that the one dispatcher of the file holds; the system frees it when the process dies, however it dies.</summary>
    /// <returns>The lock; <see langword="null"/> while another process has it.</returns>
    public FileStream? TryLock()
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = OwnerReadsAndWrites;
            return new FileStream(LockPath, options);
        }
        catch (IOException exception) when (IsHeldByAnother(exception))
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LoopsOutboxException($"The outbox {Path} cannot be dispatched: {exception.Message.TrimEnd('.')}. Give the process write permission on {LockPath}.", exception);
        }
    }

    /// <summary>
    /// Whether a dispatcher has the lock. The look never takes it; only a dispatcher that asks for it in that very moment is refused once, and asks again.
    /// </summary>
    /// <returns><see langword="null"/> when that cannot be told.</returns>
    public bool? IsLocked()
    {
        try
        {
            // A shared lock, which an exclusive one keeps out, on the systems that know both.
            using var file = new FileStream(LockPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return false;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (IOException exception) when (IsHeldByAnother(exception))
        {
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whatever else keeps the lock from being taken is no process that will end, and somebody has to do something.</summary>
    private static bool IsHeldByAnother(IOException exception)
    {
        const int SharingViolation = 32, LockViolation = 33, WouldBlockOnLinux = 11, WouldBlockOnMac = 35;
        return OperatingSystem.IsWindows()
            ? (exception.HResult & 0xFFFF) is SharingViolation or LockViolation
            : exception.HResult is WouldBlockOnLinux or WouldBlockOnMac;
    }

    private void CreateDirectory(ILogger logger)
    {
        if (!System.IO.Directory.Exists(Directory))
        {
            if (OperatingSystem.IsWindows())
                System.IO.Directory.CreateDirectory(Directory);
            else
                System.IO.Directory.CreateDirectory(Directory, OwnerOnly);
        }
        else if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(Directory) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) != 0)
        {
            SqliteLog.DirectoryIsOpen(logger, Directory);
        }
        if (FileSystem() is "nfs" or "nfs4" or "cifs" or "smb" or "smb2" or "tmpfs" or "ramfs" or "overlay" or "overlayfs")
            SqliteLog.FileSystemIsRisky(logger, Path, FileSystem());
    }

    private string FileSystem()
    {
        try
        {
            return OperatingSystem.IsWindows() ? "" : new DriveInfo(Directory).DriveFormat;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return "";
        }
    }

    private static void MakePrivate(string file, bool create)
    {
        if (create && !File.Exists(file))
        {
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = OwnerReadsAndWrites;
            new FileStream(file, options).Dispose();
        }
        if (!OperatingSystem.IsWindows() && File.Exists(file) && File.GetUnixFileMode(file) is var mode && (mode & ~OwnerReadsAndWrites) != 0)
            File.SetUnixFileMode(file, mode & OwnerReadsAndWrites);
    }
}
