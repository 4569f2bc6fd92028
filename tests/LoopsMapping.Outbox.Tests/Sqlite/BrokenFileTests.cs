using LoopsMapping.Outbox.Tests.Harness;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LoopsMapping.Outbox.Tests.Sqlite;

/// <summary>A file that cannot be used is told of where it is noticed, with its cause and what to do: at start, or by the call. It is never passed over.</summary>
public sealed class BrokenFileTests : OutboxTest
{
    private static readonly LoopsSendOptions Keyed = new() { IdempotencyKey = "order-1" };

    [Fact]
    public async Task A_directory_in_the_place_of_the_file_is_told()
    {
        Directory.CreateDirectory(World.Path);
        await FailAsync(World.Path, "cannot be used", "Name a file that this process may create and write");
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_directory_is_told()
    {
        await File.WriteAllTextAsync(World.Path, "", Cancel);
        await FailAsync(Path.Combine(World.Path, "loops.db"), "cannot be used", "Name a file that this process may create and write");
    }

    [Fact]
    public async Task A_directory_that_cannot_be_created_is_told()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has a place where nobody may create a directory, root included.");
        await FailAsync("/proc/loops/loops.db", "cannot be used", "Name a file that this process may create and write");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_told_and_left_as_it_is()
    {
        var text = string.Concat(Enumerable.Repeat("This is a letter to somebody. ", 500));
        await File.WriteAllTextAsync(World.Path, text, Cancel);
        await FailAsync(World.Path, "no SQLite database", "Move it and its -wal and -shm files away");
        Assert.Equal(text, await File.ReadAllTextAsync(World.Path, Cancel));
    }

    [Fact]
    public async Task A_damaged_file_is_told()
    {
        var app = await World.CreateAsync(new() { Path = World.Path });
        for (var i = 0; i < 50; i++)
            await app.Loops.TrackAsync(new Stepped($"u{i}", $"u{i}@loops.so"), cancellationToken: Cancel);
        await app.DisposeAsync();
        // The first page, with the schema, is whole: the file can be opened.
        var bytes = await File.ReadAllBytesAsync(World.Path, Cancel);
        new Random(3).NextBytes(bytes.AsSpan(4096));
        await File.WriteAllBytesAsync(World.Path, bytes, Cancel);

        await FailToEnqueueAsync(World.Path, "the file is damaged", ".recover");
    }

    [Fact]
    public async Task A_damaged_file_does_not_end_the_application_and_makes_it_unhealthy()
    {
        var app = await World.CreateAsync(new() { Path = World.Path });
        for (var i = 0; i < 50; i++)
            await app.Loops.TrackAsync(new Stepped($"u{i}", $"u{i}@loops.so"), cancellationToken: Cancel);
        await app.DisposeAsync();
        using (var connection = new SqliteConnection($"Data Source={World.Path};Pooling=False"))
        {
            // Without the lanes nothing can be found; opening does not look at them.
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "DROP TABLE loops_lane";
            command.ExecuteNonQuery();
        }
        var broken = await World.StartAsync(new() { Path = World.Path });
        await World.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(HealthStatus.Unhealthy, (await broken.CheckHealthAsync()).Status);
        Assert.Contains(World.LogMessages, static message => message.Contains("does not work; trying again in", StringComparison.Ordinal));
        await Assert.ThrowsAsync<LoopsOutboxException>(() => broken.Loops.TrackAsync(new Stepped("u1"), cancellationToken: Cancel));
    }

    [Fact]
    public async Task A_file_that_another_program_has_locked_is_told_and_used_again_when_it_lets_go()
    {
        var app = await World.StartAsync(new() { Path = World.Path });
        await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), cancellationToken: Cancel);
        await World.UntilEmptyAsync(app);
        using (var connection = new SqliteConnection($"Data Source={World.Path};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "BEGIN IMMEDIATE";
            command.ExecuteNonQuery();
            var exception = await Assert.ThrowsAsync<LoopsOutboxException>(() => app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), Keyed, Cancel));
            Expect(exception, World.Path, "the file is locked", "Another program holds a write transaction open");
            Assert.Equal("order-1", exception.IdempotencyKey);
            var health = await app.CheckHealthAsync();
            Assert.Equal(HealthStatus.Unhealthy, health.Status);
            Assert.Contains("the file is locked", health.Description, StringComparison.Ordinal);
        }

        // The same key again is no duplicate: nothing was stored.
        Assert.Equal(LoopsOutcome.Enqueued, (await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), Keyed, Cancel)).Outcome);
        await World.UntilEmptyAsync(app);
        await World.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(2, World.Server.Events.Count);
        Assert.Equal(HealthStatus.Healthy, (await app.CheckHealthAsync()).Status);
    }

    [Fact]
    public async Task A_file_that_is_locked_when_the_application_starts_is_told()
    {
        using var connection = new SqliteConnection($"Data Source={World.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        var app = await World.CreateAsync(new() { Path = World.Path });
        Expect(await Assert.ThrowsAsync<LoopsOutboxException>(app.StartAsync), World.Path, "the file is locked");
    }

    [Fact]
    public async Task A_file_that_may_only_be_read_is_told()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "File modes do not stop root from writing.");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such file modes.");
        await using (var app = await World.CreateAsync(new() { Path = World.Path }))
            await app.Loops.TrackAsync(new Stepped("u1"), cancellationToken: Cancel);
#pragma warning disable CA1416 // Skipped there.
        File.SetUnixFileMode(World.Path, UnixFileMode.UserRead);
#pragma warning restore CA1416
        await FailAsync(World.Path, "read-only", "write permission");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_lock_file_that_cannot_be_made_is_told_and_is_no_other_process(bool leadsNowhere)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && leadsNowhere, "Windows wants a privilege for links.");
        var app = await World.CreateAsync(new() { Path = World.Path });
        await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), cancellationToken: Cancel);
        if (leadsNowhere)
            File.CreateSymbolicLink($"{World.Path}.lock", $"{World.Path}.nowhere/lock");
        else
            Directory.CreateDirectory($"{World.Path}.lock");
        await app.StartAsync();
        await World.PassAsync(TimeSpan.FromSeconds(30));

        var health = await app.CheckHealthAsync();
        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        Assert.Contains($"{World.Path}.lock", health.Description, StringComparison.Ordinal);
        Assert.DoesNotContain(World.LogMessages, static message => message.StartsWith("Another process dispatches", StringComparison.Ordinal));

        if (leadsNowhere)
            File.Delete($"{World.Path}.lock");
        else
            Directory.Delete($"{World.Path}.lock");
        await World.UntilAsync(() => World.Server.Events.Count == 1);
    }

    /// <summary>A call says it, and so does the start.</summary>
    private async Task FailAsync(string path, params string[] expected)
    {
        await FailToEnqueueAsync(path, expected);
        var app = await World.CreateAsync(new() { Path = path });
        Expect(await Assert.ThrowsAsync<LoopsOutboxException>(app.StartAsync), path, expected);
        Assert.Equal(HealthStatus.Unhealthy, (await app.CheckHealthAsync()).Status);
    }

    private async Task FailToEnqueueAsync(string path, params string[] expected)
    {
        var app = await World.CreateAsync(new() { Path = path });
        var exception = await Assert.ThrowsAsync<LoopsOutboxException>(() => app.Loops.TrackAsync(new Stepped("u1"), Keyed, Cancel));
        Expect(exception, path, expected);
        Assert.Equal("order-1", exception.IdempotencyKey);
    }

    private static void Expect(LoopsOutboxException exception, string path, params string[] expected)
    {
        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        Assert.All(expected, part => Assert.Contains(part, exception.Message, StringComparison.Ordinal));
        Assert.NotNull(exception.InnerException);
    }
}
