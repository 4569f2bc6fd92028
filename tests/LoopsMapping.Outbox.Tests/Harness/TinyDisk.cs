using System.Diagnostics;

namespace LoopsMapping.Outbox.Tests.Harness;

/// <summary>A file system with room for little, which can be filled up.</summary>
internal sealed class TinyDisk : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("loops-disk-");
    private readonly bool _isMounted;

    public TinyDisk()
    {
        _isMounted = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && Run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", _directory.FullName);
        if (_isMounted)
            return;
        _directory.Delete();
        Assert.Skip("A file system of its own takes Linux, root and the right to mount.");
    }

    public string Path => System.IO.Path.Combine(_directory.FullName, "loops.db");

    private string Filler => System.IO.Path.Combine(_directory.FullName, "filler");

    /// <summary>Leaves no room at all.</summary>
    public void Fill()
    {
        using var stream = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
                stream.Write(block);
        }
        catch (IOException)
        {
            // It is full.
        }
    }

    public void MakeRoom() => File.Delete(Filler);

    public void Dispose()
    {
        if (!_isMounted)
            return;
        Run("umount", "-l", _directory.FullName);
        _directory.Delete();
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
