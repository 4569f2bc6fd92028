using LoopsMapping.CrashTests.Judging;
using LoopsMapping.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace LoopsMapping.CrashTests.Working;

/// <summary>A program that enqueues and dispatches nothing: its client is there, and no host that would start the dispatcher.</summary>
internal sealed class Producer : IAsyncDisposable
{
    /// <summary>How many records are enqueued at a time, so that they share the disk's flushes.</summary>
    private const int Window = 500;

    /// <summary>More than <see cref="Window"/>, so that no two of a window are of one lane.</summary>
    private const int LaneCount = 1_000;

    /// <summary>The first number; all of them have as many digits, so that none is a part of another.</summary>
    private const long FirstSequence = 10_000_000;

    private readonly ServiceProvider _services;
    private readonly ClientSender _sender;
    private readonly List<RecordId> _acked = [];

    private Producer(ServiceProvider services, string name)
    {
        _services = services;
        _sender = new(services.GetRequiredService<CrashLoops>());
        Store = services.GetRequiredKeyedService<ILoopsOutboxStore>(name);
    }

    /// <summary>The store; it is open once something has been enqueued.</summary>
    public ILoopsOutboxStore Store { get; }

    /// <summary>What the store has taken.</summary>
    public IReadOnlyList<RecordId> Acked => _acked;

    public static Producer Open(WorkerArguments arguments)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        var loops = ClientSender.Add(services, arguments);
        return new(services.BuildServiceProvider(), loops.Name);
    }

    /// <summary>The record with this number, from 0: the lanes by turns.</summary>
    public static RecordId Record(int number) => new(RecordKind.Event, number % LaneCount, FirstSequence + number);

    /// <summary>Takes a record, from one caller at a time.</summary>
    public async Task EnqueueAsync(RecordId record, LoopsPriority priority = LoopsPriority.Live)
    {
        await _sender.SendAsync(record, new() { Priority = priority });
        _acked.Add(record);
    }

    /// <summary>Takes the first so many records.</summary>
    public async Task FillAsync(int count, LoopsPriority priority = LoopsPriority.Live)
    {
        var options = new LoopsSendOptions { Priority = priority };
        for (var first = 0; first < count; first += Window)
        {
            RecordId[] window = [.. Enumerable.Range(first, Math.Min(Window, count - first)).Select(Record)];
            await Task.WhenAll(window.Select(record => _sender.SendAsync(record, options)));
            _acked.AddRange(window);
        }
    }

    /// <summary>Takes record after record, with a rest behind each, until it is ended.</summary>
    public async Task RunAsync(TimeSpan rest, CancellationToken ending)
    {
        for (var i = 0; !ending.IsCancellationRequested; i++)
        {
            await EnqueueAsync(Record(i));
            await Task.Delay(rest, CancellationToken.None);
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
