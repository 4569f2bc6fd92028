using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LoopsMapping.Outbox.Dispatch;

/// <summary>The metrics and spans of outboxes, under the same name as those of the client; docs/telemetry.md lists them. No tag is personal data.</summary>
internal static class OutboxTelemetry
{
    private const string Name = "LoopsMapping";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly object Gate = new();
    private static readonly List<Func<IReadOnlyList<LoopsOutboxStats>>> Watched = [];

    private static readonly Counter<long> Enqueues = Meter.CreateCounter<long>("loops.outbox.enqueued", "{record}", "Records that became durable.");
    private static readonly Counter<long> Deliveries = Meter.CreateCounter<long>("loops.outbox.delivered", "{record}", "Records that Loops accepted.");
    private static readonly Counter<long> Deduplications = Meter.CreateCounter<long>("loops.outbox.deduplicated", "{record}", "Records that Loops had accepted before, under the same key.");
    private static readonly Counter<long> DeduplicationsAfterServerError = Meter.CreateCounter<long>("loops.outbox.deduplicated_after_5xx", "{record}", "Those of them that had been answered with a 5xx.");
    private static readonly Counter<long> Retries = Meter.CreateCounter<long>("loops.outbox.retried", "{attempt}", "Attempts that failed and are repeated, 429 aside.");
    private static readonly Counter<long> DeadLetters = Meter.CreateCounter<long>("loops.outbox.dead_lettered", "{record}", "Records that are not sent any more.");
    private static readonly Counter<long> Throttles = Meter.CreateCounter<long>("loops.outbox.throttled", "{response}", "Answers with 429.");
    private static readonly Histogram<double> Ages = Meter.CreateHistogram<double>("loops.outbox.age", "s", "How long after it was enqueued a record was delivered.");

    private static readonly ObservableGauge<long> Pending = Gauge("loops.outbox.pending", "{record}", "Records that wait or are under way.", static stats => stats.Pending);
    private static readonly ObservableGauge<long> Kept = Gauge("loops.outbox.dead_letters", "{record}", "Dead letters that are kept.", static stats => stats.DeadLetters);
    private static readonly ObservableGauge<long> OldestAge = Gauge("loops.outbox.oldest_age", "s", "How long ago the oldest pending record was enqueued.", static stats => (long)(stats.OldestAge?.TotalSeconds ?? 0));

    /// <summary>Has the gauges tell of an outbox, until the result is disposed.</summary>
    public static IDisposable Watch(Func<IReadOnlyList<LoopsOutboxStats>> getStats)
    {
        lock (Gate)
            Watched.Add(getStats);
        return new Unwatch(getStats);
    }

    public static Activity? StartEnqueue(string mapping, string team)
        => Source.StartActivity($"loops enqueue {mapping}", ActivityKind.Producer)?.SetTag("loops.mapping", mapping).SetTag("loops.team", team);

    /// <summary>The delivery is a trace of its own, which may be a day later; a link leads to whoever enqueued the record.</summary>
    public static Activity? StartDelivery(LoopsOutboxClaim claim)
    {
        var links = ActivityContext.TryParse(claim.TraceParent, null, isRemote: true, out var context) ? new[] { new ActivityLink(context) } : null;
        return Source.StartActivity($"loops deliver {claim.Name}", ActivityKind.Client, parentContext: default, links: links)
            ?.SetTag("loops.mapping", claim.Name).SetTag("loops.team", claim.Team)
            .SetTag("http.request.method", claim.Method).SetTag("url.template", claim.Path).SetTag("http.request.resend_count", claim.Attempts);
    }

    public static void Enqueued(string mapping, string team) => Enqueues.Add(1, Tags(mapping, team));

    public static void Delivered(LoopsOutboxClaim claim, LoopsOutboxCompletion completion, TimeSpan age)
    {
        var tags = Tags(claim.Name, claim.Team);
        if (completion == LoopsOutboxCompletion.Accepted)
            Deliveries.Add(1, tags);
        else
            Deduplications.Add(1, tags);
        if (completion == LoopsOutboxCompletion.Deduplicated && claim.HadServerError)
            DeduplicationsAfterServerError.Add(1, tags);
        Ages.Record(age.TotalSeconds, tags);
    }

    public static void Retried(LoopsOutboxClaim claim) => Retries.Add(1, Tags(claim.Name, claim.Team));

    public static void Throttled(string team) => Throttles.Add(1, new KeyValuePair<string, object?>("loops.team", team));

    public static void DeadLettered(LoopsOutboxClaim claim, LoopsOutboxReason reason)
    {
        var tags = Tags(claim.Name, claim.Team);
        tags.Add("loops.reason", reason.ToString());
        DeadLetters.Add(1, tags);
    }

    private static TagList Tags(string mapping, string team) => new() { { "loops.mapping", mapping }, { "loops.team", team } };

    private static ObservableGauge<long> Gauge(string name, string unit, string description, Func<LoopsOutboxStats, long> figure) => Meter.CreateObservableGauge(
        name,
        () =>
        {
            lock (Gate)
                return Watched.SelectMany(static get => get()).Select(stats => new Measurement<long>(figure(stats), new KeyValuePair<string, object?>("loops.team", stats.Team))).ToList();
        },
        unit, description);

    private sealed class Unwatch(Func<IReadOnlyList<LoopsOutboxStats>> getStats) : IDisposable
    {
        public void Dispose()
        {
            lock (Gate)
                Watched.Remove(getStats);
        }
    }
}
