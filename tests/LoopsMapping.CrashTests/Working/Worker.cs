using System.Globalization;
using LoopsMapping.CrashTests.Judging;
using LoopsMapping.CrashTests.Transacting;
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
        if (arguments.Job is WorkerJob.Enqueue)
            return await EnqueueAsync(arguments);

        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Logging.SetMinimumLevel(LogLevel.Error).AddProvider(new ErrorLog());
        var isByHand = arguments.Sender is SenderKind.HttpClient or SenderKind.Resilience;
        var http = isByHand ? HttpSender.Add(builder.Services, arguments) : ClientSender.Add(builder.Services, arguments).HttpClient;
        http.ConfigureHttpClient(http => http.DefaultRequestHeaders.Add(NumberHeader, arguments.Number.ToString(CultureInfo.InvariantCulture)));

        if (arguments.IsDisturbed)
            await arguments.Store.WaitAsync();
        using var host = builder.Build();
        await host.StartAsync();
        // The host stops by itself when the dispatcher has failed.
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);
        Say(Up);

        if (isByHand)
        {
            var sender = new HttpSender(host.Services.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(HttpSender)));
            await ProduceAsync(sender, null, arguments, CancellationToken.None);
            return Failed;
        }

        var client = host.Services.GetRequiredService<CrashLoops>();
        var backlog = arguments.Sender is SenderKind.Outbox ? new Backlog(host.Services.GetRequiredKeyedService<ILoopsOutboxStore>(typeof(CrashLoops).FullName), arguments.IsDisturbed) : null;
        using var ending = new CancellationTokenSource();
        var work = arguments.Job switch
        {
            WorkerJob.Drain => DrainAsync(client, backlog!),
            WorkerJob.Dispatch => Task.Delay(Timeout.Infinite, ending.Token),
            WorkerJob.Transact => new Transactions(host.Services, client, arguments).RunAsync(),
            _ => ProduceAsync(new ClientSender(client), backlog, arguments, ending.Token),
        };
        await await Task.WhenAny(work, stopping.Task);
        var isStopped = arguments.Job is WorkerJob.Dispatch or WorkerJob.LoadUntilStopped;
        if (isStopped == work.IsCompleted || arguments.Job is WorkerJob.Load or WorkerJob.Transact)
            return Failed;

        await host.StopAsync();
        // The load goes on until the dispatcher has ended: what is taken meanwhile is for the next process.
        await ending.CancelAsync();
        await Task.WhenAny(work);
        return work.IsFaulted ? Failed : 0;
    }

    private static async Task ProduceAsync(IRecordSender sender, Backlog? backlog, WorkerArguments arguments, CancellationToken stopping)
    {
        using var acks = new AckWriter(arguments.AckPath);
        await new Workload(sender, acks, backlog, arguments).RunAsync(stopping);
    }

    /// <summary>Without a host nothing is dispatched.</summary>
    private static async Task<int> EnqueueAsync(WorkerArguments arguments)
    {
        await using var producer = Producer.Open(arguments);
        using var acks = new AckWriter(arguments.AckPath);
        for (var i = 0; i < arguments.Records; i++)
        {
            var record = Producer.Record(i);
            await producer.EnqueueAsync(record);
            acks.Write(record);
        }
        return 0;
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
