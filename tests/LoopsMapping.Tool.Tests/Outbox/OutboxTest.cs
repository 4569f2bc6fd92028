using System.Text;
using System.Text.Json;
using LoopsMapping.Outbox;
using LoopsMapping.Tool.Tests.Harness;
using Microsoft.Extensions.Time.Testing;

namespace LoopsMapping.Tool.Tests.Outbox;

/// <summary>A real outbox in a file of its own, and commands that look into it.</summary>
public abstract class OutboxTest : IDisposable
{
    internal const string Team = "default";
    internal const string ResetUrl = "https://shop.example/reset?t=8f2c";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loops-tool-outbox-");

    internal static readonly LoopsOutboxFailure Refused = new(LoopsOutboxReason.Refused, "Loops refuses its content.")
    {
        Status = 400,
        Answer = """{"success":false,"message":"adam@loops.so is no address."}""",
    };

    internal static readonly LoopsOutboxFailure Ambiguous = new(LoopsOutboxReason.Ambiguous, "Loops may have accepted it.");

    internal static CancellationToken Cancel => Run.Cancel;

    internal string Folder => _folder.FullName;

    internal string Path => System.IO.Path.Combine(Folder, "loops.db");

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    internal Surroundings Around => new() { Folder = Folder, Time = Time };

    internal static LoopsOutboxMessage Event(string userId, string? email = null, string name = "User Registered") => new()
    {
        Team = Team,
        Lane = userId,
        Method = "POST",
        Path = "events/send",
        Name = name,
        UserId = userId,
        Email = email,
        IdempotencyKey = $"key-{userId}-{name}",
        Body = JsonSerializer.SerializeToUtf8Bytes(new { eventName = name, email, userId }),
    };

    internal static LoopsOutboxMessage Contact(string userId, string email) => new()
    {
        Team = Team,
        Lane = userId,
        Method = "PUT",
        Path = "contacts/update",
        Name = "Customer",
        UserId = userId,
        Email = email,
        Body = JsonSerializer.SerializeToUtf8Bytes(new { email, userId }),
    };

    internal static LoopsOutboxMessage Reset(string email) => new()
    {
        Team = Team,
        Lane = $"transactional/cm06f5v0e45nf0ml5754o9cix/{email}",
        Method = "POST",
        Path = "transactional",
        Name = "PasswordReset",
        Email = email,
        IdempotencyKey = $"reset:{email}",
        Body = Encoding.UTF8.GetBytes(
            $$"""{"transactionalId":"cm06f5v0e45nf0ml5754o9cix","email":"{{email}}","dataVariables":{"resetUrl":"{{ResetUrl}}"},"attachments":[{"filename":"Terms.pdf","data":"QUJD"}]}"""),
    };

    /// <summary>Uses the store as an application does, and closes it.</summary>
    internal async Task<T> InStoreAsync<T>(Func<ILoopsOutboxStore, Task<T>> use)
    {
        await using var store = new SqliteOutboxStore(Path, Time);
        await store.OpenAsync(Cancel);
        return await use(store);
    }

    internal Task<IReadOnlyList<LoopsOutboxTicket>> EnqueueAsync(params LoopsOutboxMessage[] messages) => InStoreAsync(store => store.EnqueueAsync(messages, Cancel));

    /// <summary>A message whose one attempt ends as a dead letter; nothing else may be due.</summary>
    internal Task<long> DeadAsync(LoopsOutboxMessage message, LoopsOutboxFailure failure) => InStoreAsync(async store =>
    {
        await store.EnqueueAsync([message], Cancel);
        var claim = await ClaimAsync(store, message.Team);
        Assert.True(await store.MarkAttemptAsync(claim, Cancel));
        if (failure.Reason != LoopsOutboxReason.Refused)
        {
            await store.RescheduleAsync(claim, new(TimeSpan.Zero, "No answer in time") { MayHaveArrived = true }, Cancel);
            claim = await ClaimAsync(store, message.Team);
        }
        Assert.True(await store.DeadLetterAsync(claim, failure, Cancel));
        return claim.Id;
    });

    internal static async Task<LoopsOutboxClaim> ClaimAsync(ILoopsOutboxStore store, string team)
        => Assert.Single((await store.ClaimAsync(team, 1, TimeSpan.FromMinutes(1), Cancel)).Claims);

    internal Task<bool> PauseAsync(string reason, string team = Team) => InStoreAsync(async store =>
    {
        await store.PauseAsync(team, reason, TimeSpan.FromMinutes(1), Cancel);
        return true;
    });

    /// <summary>What is in the outbox, pending ones before dead letters.</summary>
    internal async Task<string> ContentAsync()
    {
        var records = await InStoreAsync(store => store.ListAsync(new(), Cancel));
        return string.Join(", ", records.OrderBy(static record => record.Failure is not null).ThenBy(static record => record.Id).Select(static record => $"{(record.Failure is null ? "pending" : "dead")} {record.UserId ?? record.Email}"));
    }

    internal Task<Run> OutboxAsync(params string[] arguments) => OutboxAsync(Around, arguments);

    internal Task<Run> OutboxAsync(Surroundings around, params string[] arguments) => Run.ToEndAsync(around, ["outbox", .. arguments, "--path", Path]);

    /// <summary>Runs a command with <c>--json</c>, and reads what it printed.</summary>
    internal async Task<JsonElement> JsonAsync(int exitCode, params string[] arguments)
    {
        var run = await OutboxAsync([.. arguments, "--json"]);
        Assert.True(exitCode == await run.Exit, run.Everything);
        Assert.Equal(1, run.Output.ToString().AsSpan().Count('\n'));
        using var json = JsonDocument.Parse(run.Output.ToString());
        return json.RootElement.Clone();
    }

    internal static async Task ShouldSayAsync(Run run, int exitCode, string output, string error = "")
    {
        Assert.True(exitCode == await run.Exit, run.Everything);
        Assert.Equal(output, Unix(run.Output));
        Assert.Equal(error, Unix(run.Error));
    }

    internal static string Unix(Lines lines) => lines.ToString().ReplaceLineEndings("\n");

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => _folder.Delete(recursive: true);
}
