using System.Globalization;
using LoopsMapping.CrashTests.Judging;
using LoopsMapping.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LoopsMapping.CrashTests.Working;

/// <summary>The program that is killed: an application with a host, a destination and an outbox, as a user writes it.</summary>
internal static class Worker
{
    /// <summary>What it writes once the outbox is at work.</summary>
    public const string Up = "up";

    /// <summary>What it writes before the number of dead letters, when it has drained the outbox.</summary>
    public const string DeadLetters = "dead-letters ";

    /// <summary>The request header that says which worker it was.</summary>
    public const string NumberHeader = "X-Worker";

    private const int Failed = 3;

    public static async Task<int> RunAsync(WorkerArguments arguments)
    {
        FollowParent();
        if (arguments.DieAt is { } label)
            Failpoint.Reached = new DeathPoint(label, arguments.DieAfter).Reach;

        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Logging.SetMinimumLevel(LogLevel.Error).AddProvider(new ErrorLog());
        var loops = builder.Services.AddLoops<CrashLoops>(options =>
        {
            options.ApiKey = arguments.ApiKey;
            options.BaseAddress = arguments.BaseAddress;
            options.RequestsPerSecond = 0;
        });
        if (!arguments.IsDirect)
            loops.UseSqliteOutbox(arguments.DatabasePath);
        loops.HttpClient.ConfigureHttpClient(http => http.DefaultRequestHeaders.Add(NumberHeader, arguments.Number.ToString(CultureInfo.InvariantCulture)));

        using var host = builder.Build();
        await host.StartAsync();
        // The host stops by itself when the dispatcher has failed.
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);
        Say(Up);

        var client = host.Services.GetRequiredService<CrashLoops>();
        var backlog = arguments.IsDirect ? null : new Backlog(host.Services.GetRequiredKeyedService<ILoopsOutboxStore>(loops.Name));
        var work = arguments.Drains ? DrainAsync(client, backlog!) : ProduceAsync(client, backlog, arguments);
        await await Task.WhenAny(work, stopping.Task);
        if (!arguments.Drains || !work.IsCompleted)
            return Failed;
        await host.StopAsync();
        return 0;
    }

    private static async Task ProduceAsync(CrashLoops client, Backlog? backlog, WorkerArguments arguments)
    {
        using var acks = new AckWriter(arguments.AckPath);
        await new Workload(client, acks, backlog, arguments).RunAsync();
    }

    private static async Task DrainAsync(CrashLoops client, Backlog backlog)
    {
        // That there is nothing to send just now does not mean that nothing is left: a lane may wait for its next attempt.
        await client.FlushAsync();
        var (pending, deadLetters) = await backlog.CountAsync();
        while (pending > 0)
        {
            await Task.Delay(Backlog.Interval);
            (pending, deadLetters) = await backlog.CountAsync();
        }
        Say(string.Create(CultureInfo.InvariantCulture, $"{DeadLetters}{deadLetters}"));
    }

    /// <summary>Ends when the campaign does, whatever ended that: it holds the other end of the standard input.</summary>
    private static void FollowParent() => new Thread(static () =>
    {
        while (Console.In.Read() >= 0)
        {
        }
        DeathPoint.Die();
    })
    { IsBackground = true }.Start();

    private static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
