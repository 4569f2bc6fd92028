using System.Text;
using LoopsMapping.Outbox.Tests.Harness;
using Microsoft.Data.Sqlite;

namespace LoopsMapping.Outbox.Tests.Sqlite;

/// <summary>The files hold e-mail addresses: they are their owner's alone, and keep nothing that is done with.</summary>
public sealed class FileTests : OutboxTest
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static void SkipOnWindows() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such file modes.");

#pragma warning disable CA1416 // Skipped there.

    [Fact]
    public async Task All_files_are_their_owner_s_alone_and_so_is_a_directory_that_is_created()
    {
        SkipOnWindows();
        var directory = Path.Combine(Path.GetDirectoryName(World.Path)!, "data", "deep");
        var path = Path.Combine(directory, "loops.db");
        var app = await World.StartAsync(new() { Path = path });
        await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), cancellationToken: Cancel);
        await World.UntilEmptyAsync(app);

        foreach (var suffix in new[] { "", "-wal", "-shm", ".lock" })
            Assert.Equal(Owner, File.GetUnixFileMode(path + suffix));
        Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(directory));
        Assert.DoesNotContain(World.LogMessages, static message => message.Contains("can be read by everybody", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_others_could_read_is_made_private()
    {
        SkipOnWindows();
        await File.WriteAllBytesAsync(World.Path, [], Cancel);
        File.SetUnixFileMode(World.Path, Owner | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        await World.StartAsync(new() { Path = World.Path });
        Assert.Equal(Owner, File.GetUnixFileMode(World.Path));
    }

    [Fact]
    public async Task A_directory_that_is_there_is_left_as_it_is_and_warned_about()
    {
        SkipOnWindows();
        const UnixFileMode Open = Owner | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        var directory = Path.GetDirectoryName(World.Path)!;
        File.SetUnixFileMode(directory, Open);
        await World.StartAsync(new() { Path = World.Path });

        Assert.Equal(Open, File.GetUnixFileMode(directory));
        Assert.Single(World.LogMessages, static message => message.Contains("can be read by everybody on this machine", StringComparison.Ordinal));
    }

#pragma warning restore CA1416

    [Fact]
    public async Task What_is_delivered_is_not_in_the_files_any_more()
    {
        const string Name = "Xanthippe-of-Athens";
        var app = await World.CreateAsync(new() { Path = World.Path });
        for (var i = 0; i < 50; i++)
        {
            await app.Loops.IdentifyAsync(new Person($"user-{Name}-{i}", $"{Name}-{i}@loops.so", Name), cancellationToken: Cancel);
            await app.Loops.IdentifyAsync(new Person($"user-{Name}-{i}", $"{Name}-{i}@loops.so", $"{Name} again"), new LoopsSendOptions { Lane = "other" }, Cancel);
            await app.Loops.SendAsync(new ResetMail($"{Name}-{i}@loops.so", new string('x', 300) + Name), cancellationToken: Cancel);
        }
        Assert.Contains(Name, ReadFiles(), StringComparison.OrdinalIgnoreCase);
        await app.StartAsync();
        await World.UntilEmptyAsync(app);

        using (var connection = new SqliteConnection($"Data Source={World.Path};Pooling=False"))
        {
            connection.Open();
            using var checkpoint = connection.CreateCommand();
            checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            checkpoint.ExecuteNonQuery();
        }
        Assert.DoesNotContain(Name, ReadFiles(), StringComparison.OrdinalIgnoreCase);
        await app.DisposeAsync();
        Assert.DoesNotContain(Name, ReadFiles(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_purge_of_a_contact_leaves_nothing_of_it_in_the_database()
    {
        const string Name = "Xanthippe-of-Athens";
        var app = await World.CreateAsync(new() { Path = World.Path });
        await app.Loops.IdentifyAsync(new Person("u1", $"{Name}@loops.so", Name), cancellationToken: Cancel);
        await app.Loops.SendAsync(new ResetMail($"{Name}@loops.so", "x"), cancellationToken: Cancel);
        await app.Loops.IdentifyAsync(new Person($"user-{Name}", $"{Name}@loops.so", Name), new LoopsSendOptions { Lane = "import" }, Cancel);
        Assert.Equal(3, await app.Store.PurgeAsync(new() { Contact = $"{Name}@LOOPS.so" }, Cancel));
        await app.DisposeAsync();
        Assert.DoesNotContain(Name, ReadFiles(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Space_is_given_back_to_the_disk()
    {
        var app = await World.CreateAsync(new() { Path = World.Path });
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => app.Loops.SendAsync(new ResetMail($"u{i}@loops.so", new string('x', 4_000)), cancellationToken: Cancel)));
        await app.StartAsync();
        await World.UntilEmptyAsync(app);
        await World.PassAsync(TimeSpan.FromMinutes(25), leap: TimeSpan.FromSeconds(5));
        await app.DisposeAsync();
        Assert.InRange(new FileInfo(World.Path).Length, 1, 400_000);
    }

    private string ReadFiles()
    {
        var text = new StringBuilder();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(World.Path)!).Where(static file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            text.Append(reader.ReadToEnd());
        }
        return text.ToString();
    }
}
