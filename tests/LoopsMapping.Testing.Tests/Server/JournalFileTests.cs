using System.Net.Sockets;
using System.Text;
using LoopsMapping.Testing.Tests.Server.Harness;

namespace LoopsMapping.Testing.Tests.Server;

/// <summary>What a journal is as a file, whole or not.</summary>
public sealed class JournalFileTests
{
    [Fact]
    public async Task A_last_line_that_was_not_written_in_full_is_cut_off_wherever_it_ends()
    {
        using var journal = new JournaledLoops();
        var states = new List<string>();
        await using (var loops = await journal.StartAsync())
        {
            states.Add(TeamState.Of(loops.Server));
            foreach (var email in (string[])["adam@loops.so", "eve@loops.so"])
            {
                await loops.UpdateAsync($$"""{"email":"{{email}}"}""");
                states.Add(TeamState.Of(loops.Server));
            }
        }
        var whole = await File.ReadAllBytesAsync(journal.Path, LocalLoops.Cancel);

        for (var length = 0; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(journal.Path, whole[..length], LocalLoops.Cancel);
            var lines = whole.AsSpan(0, length).Count((byte)'\n');
            await using (var loops = await LoopsServer.StartAsync(Options(journal.Path), LocalLoops.Cancel))
                Assert.Equal(states[Math.Max(lines - 1, 0)], TeamState.Of(loops));
            // And it goes on where the last whole line ended.
            var after = await File.ReadAllBytesAsync(journal.Path, LocalLoops.Cancel);
            Assert.Equal(Math.Max(lines, 1), after.AsSpan().Count((byte)'\n'));
            Assert.Equal((byte)'\n', after[^1]);
        }
    }

    [Theory]
    [InlineData(2, "nonsense")]
    [InlineData(2, "")]
    [InlineData(3, "{}")]
    [InlineData(3, "null")]
    [InlineData(3, """{"time":"2026-03-01T12:00:00+00:00","method":"PUT"}""")]
    [InlineData(3, """{"time":"2026-03-01T12:00:00+00:00","suppressed":"a@loops.so","colour":"red"}""")]
    public async Task Damage_before_the_end_is_an_error_that_names_file_and_line(int line, string text)
    {
        using var journal = new JournaledLoops();
        await WriteAsync(journal);
        var lines = journal.Lines;
        lines[line - 1] = text;
        await File.WriteAllTextAsync(journal.Path, string.Join('\n', lines) + "\n", LocalLoops.Cancel);

        var exception = await Assert.ThrowsAsync<LoopsServerJournalException>(() => journal.StartAsync());

        Assert.StartsWith($"The journal {journal.Path} cannot be read at line {line}: it is damaged.", exception.Message, StringComparison.Ordinal);
        Assert.IsAssignableFrom<IOException>(exception);
        Assert.Equal(lines, journal.Lines);
    }

    [Fact]
    public async Task A_journal_of_a_newer_version_is_an_error_that_says_so()
    {
        using var journal = new JournaledLoops();
        await File.WriteAllTextAsync(journal.Path, """{"loopsServerJournal":2,"more":"unknown"}""" + "\n", LocalLoops.Cancel);

        var exception = await Assert.ThrowsAsync<LoopsServerJournalException>(() => journal.StartAsync());

        Assert.Equal($"The journal {journal.Path} cannot be read at line 1: it is of version 2, and this LoopsMapping.Testing reads version 1: update it.", exception.Message);
    }

    [Theory]
    [InlineData("A letter to Adam.")]
    [InlineData("A letter to Adam.\nWith two lines.\n")]
    [InlineData("{\"name\":\"app\"}\n")]
    public async Task A_file_of_something_else_is_refused_and_left_as_it_is(string text)
    {
        using var journal = new JournaledLoops();
        await File.WriteAllTextAsync(journal.Path, text, LocalLoops.Cancel);

        var exception = await Assert.ThrowsAsync<LoopsServerJournalException>(() => journal.StartAsync());

        Assert.StartsWith($"The file {journal.Path} is no journal", exception.Message, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(journal.Path, LocalLoops.Cancel));
    }

    [Fact]
    public async Task With_options_that_refuse_what_was_accepted_it_does_not_start()
    {
        using var journal = new JournaledLoops();
        await using (var loops = await journal.StartAsync())
            await loops.UpdateAsync("""{"email":"adam@loops.so","mailingLists":{"l9":true}}""");

        var exception = await Assert.ThrowsAsync<LoopsServerJournalException>(() => journal.StartAsync(static options => new() { JournalPath = options.JournalPath, MailingLists = [new("l1", "Newsletter")] }));

        Assert.StartsWith($"The journal {exception.Message.Split(' ')[2]} cannot be read at line 2: PUT /api/v1/contacts/update was answered with 200, and now it is 400. Start the server with the options it had", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_one_server_at_a_time_can_use_it()
    {
        using var journal = new JournaledLoops();
        await using (await journal.StartAsync())
        {
            var exception = await Assert.ThrowsAsync<LoopsServerJournalException>(() => journal.StartAsync());
            Assert.StartsWith($"The journal {journal.Path} is in use by another server", exception.Message, StringComparison.Ordinal);
        }

        await using var next = await journal.StartAsync();
    }

    [Fact]
    public async Task A_server_that_does_not_start_leaves_it_to_the_next()
    {
        using var journal = new JournaledLoops();
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;

        await Assert.ThrowsAnyAsync<IOException>(() => journal.StartAsync(options => new() { JournalPath = options.JournalPath, Port = port }));

        await using var next = await journal.StartAsync();
    }

    [Fact]
    public async Task It_can_be_read_by_its_owner_alone_and_so_can_a_folder_that_is_made_for_it()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Modes are a matter of Unix.");
            return;
        }
        using var journal = new JournaledLoops();
        var path = Path.Combine(Path.GetDirectoryName(journal.Path)!, "new", "loops.jsonl");
        await using (await LoopsServer.StartAsync(Options(path), LocalLoops.Cancel))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(path)!));
        }
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        await using (await LoopsServer.StartAsync(Options(path), LocalLoops.Cancel))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_named()
    {
        using var journal = new JournaledLoops();
        Directory.CreateDirectory(journal.Path);

        var exception = await Assert.ThrowsAsync<LoopsServerJournalException>(() => journal.StartAsync());

        Assert.StartsWith($"The journal {journal.Path} cannot be opened", exception.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => journal.StartAsync(static _ => new() { JournalPath = " " }));
    }

    private static LoopsServerOptions Options(string path) => new() { JournalPath = path, RequestsPerSecond = 0 };

    private static async Task WriteAsync(JournaledLoops journal)
    {
        await using var loops = await journal.StartAsync();
        await loops.UpdateAsync("""{"email":"adam@loops.so"}""");
        await loops.TrackAsync("""{"email":"adam@loops.so","eventName":"Sign Up"}""", "k-1");
        await loops.UpdateAsync("""{"email":"eve@loops.so"}""");
    }
}
