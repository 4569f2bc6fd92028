using System.Collections.Concurrent;
using System.Globalization;
using LoopsMapping.CrashTests.Working;
using LoopsMapping.Testing;

namespace LoopsMapping.CrashTests.Killing;

/// <summary>What goes wrong at the server's side: lost requests, lost answers, errors, and a client that dies while it waits.</summary>
internal sealed class Nemesis(int seed)
{
    /// <summary>2 % of the requests for each.</summary>
    private const double FaultShare = 0.06;

    private static readonly LoopsServerFault[] Faults = [LoopsServerFault.DropBefore, LoopsServerFault.DropAfter, LoopsServerFault.InternalServerError];

    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);
    private readonly ConcurrentDictionary<int, Target> _targets = new();
    private int _requests;

    public LoopsServer? Server { get; set; }

    /// <summary>How many requests have arrived so far.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Has a worker killed at a request: after its effect, before its answer.</summary>
    /// <param name="worker">The worker's number.</param>
    /// <param name="count">At which of its requests; at the next one that takes effect, if that one does not.</param>
    /// <param name="kill">Kills it.</param>
    public void Aim(int worker, int count, Action kill) => _targets[worker] = new(count, kill);

    /// <summary>Ends what <see cref="Aim"/> began; a request of a dead worker can still be under way.</summary>
    public void Forget(int worker) => _targets.TryRemove(worker, out _);

    public void OnRequest(LoopsServerRequest request)
    {
        Interlocked.Increment(ref _requests);
        Strike(request);
        if (Draw() is { } fault)
            Server!.FailNext(fault);
    }

    private void Strike(LoopsServerRequest request)
    {
        if (!request.Headers.TryGetValue(Worker.NumberHeader, out var number)
            || !_targets.TryGetValue(int.Parse(number, CultureInfo.InvariantCulture), out var target)
            || Interlocked.Decrement(ref target.Left) > 0
            || request is not { StatusCode: 200, Fault: null }
            || Interlocked.Exchange(ref target.IsStruck, true))
            return;
        target.Kill();
    }

    private LoopsServerFault? Draw()
    {
        lock (_gate)
            return _random.NextDouble() < FaultShare ? Faults[_random.Next(Faults.Length)] : null;
    }

    private sealed class Target(int left, Action kill)
    {
        public int Left = left;
        public bool IsStruck;

        public Action Kill => kill;
    }
}
