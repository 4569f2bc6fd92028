using System.Collections.Concurrent;
using System.Diagnostics;
using LoopsMapping.Outbox.Tests.Harness;
using LoopsMapping.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace LoopsMapping.Outbox.Tests.Delivery;

/// <summary>What an outbox tells of itself: metrics, spans and the health check.</summary>
public sealed class TelemetryTests : OutboxTest
{
    /// <summary>A team of this test alone, since all tests of the process share the metrics.</summary>
    private readonly string _team = $"team-{Guid.NewGuid()}";

    private AppSetup Setup => new() { Path = World.Path, Loops = { ["Team"] = _team } };

    [Fact]
    public async Task The_metrics_count_what_becomes_of_records()
    {
        using var enqueued = Collect<long>("loops.outbox.enqueued");
        using var delivered = Collect<long>("loops.outbox.delivered");
        using var deduplicated = Collect<long>("loops.outbox.deduplicated");
        using var afterServerError = Collect<long>("loops.outbox.deduplicated_after_5xx");
        using var retried = Collect<long>("loops.outbox.retried");
        using var dead = Collect<long>("loops.outbox.dead_lettered");
        using var throttled = Collect<long>("loops.outbox.throttled");
        using var ages = Collect<double>("loops.outbox.age");
        var app = await World.StartAsync(Setup);

        await DeliverAsync(app);
        await DeliverAsync(app, LoopsServerFault.DropAfter);
        await DeliverAsync(app, LoopsServerFault.InternalServerError, LoopsServerFault.Conflict);
        await DeliverAsync(app, LoopsServerFault.NotFound);
        await DeliverAsync(app, LoopsServerFault.TooManyRequests);
        await World.FinishAsync(app);

        Assert.Equal((5, 2, 2, 1), (Sum(enqueued), Sum(delivered), Sum(deduplicated), Sum(afterServerError)));
        Assert.Equal((2, 1, 1), (Sum(retried), Sum(dead), Sum(throttled)));
        Assert.Equal("Refused", Of(dead).Single().Tags["loops.reason"]);
        Assert.All(Of(enqueued), static measurement => Assert.Equal("Stepped", measurement.Tags["loops.mapping"]));
        Assert.Equal(4, Of(ages).Count());
        Assert.All(Of(ages), static age => Assert.InRange(age.Value, 0, 10));
    }

    [Fact]
    public async Task The_gauges_tell_what_waits()
    {
        using var pending = Collect<long>("loops.outbox.pending");
        using var dead = Collect<long>("loops.outbox.dead_letters");
        using var age = Collect<long>("loops.outbox.oldest_age");
        World.Network.Between = static (_, _) => Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.ServiceUnavailable));
        var app = await World.StartAsync(Setup);
        for (var i = 0; i < 3; i++)
            await app.Loops.TrackAsync(new Stepped($"u{i}"), cancellationToken: Cancel);
        await World.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal((3, 0), (Read(pending), Read(dead)));
        Assert.InRange(Read(age), 50, 60);
    }

    [Fact]
    public async Task The_span_of_a_delivery_leads_to_that_of_the_call()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "LoopsMapping",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var app = await World.StartAsync(Setup);
        using var request = new Activity("request").Start();
        await DeliverAsync(app, LoopsServerFault.ServiceUnavailable);
        request.Stop();
        await World.FinishAsync(app);

        var own = spans.Where(span => (string?)span.GetTagItem("loops.team") == _team).ToList();
        var producer = Assert.Single(own, static span => span.Kind == ActivityKind.Producer);
        Assert.Equal(("loops enqueue Stepped", request.TraceId), (producer.OperationName, producer.TraceId));
        var deliveries = own.Where(static span => span.Kind == ActivityKind.Client).ToList();
        Assert.Equal([503, 200], deliveries.Select(static span => (int)span.GetTagItem("http.response.status_code")!));
        Assert.Equal([0, 1], deliveries.Select(static span => (int)span.GetTagItem("http.request.resend_count")!));
        Assert.All(deliveries, delivery =>
        {
            Assert.Equal("loops deliver Stepped", delivery.OperationName);
            Assert.NotEqual(producer.TraceId, delivery.TraceId);
            Assert.Equal(producer.SpanId, Assert.Single(delivery.Links).Context.SpanId);
        });
        Assert.All(own, static span => Assert.DoesNotContain(span.TagObjects, static tag => $"{tag.Value}".Contains('@', StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_health_check_tells_what_waits_and_what_is_dead()
    {
        var app = await World.CreateAsync(Setup);
        Assert.Equal(HealthStatus.Healthy, (await app.CheckHealthAsync()).Status);
        await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), cancellationToken: Cancel);
        await app.Loops.TrackAsync(new Stepped("u2", "u2@loops.so"), cancellationToken: Cancel);
        await World.PassAsync(TimeSpan.FromSeconds(90));

        var waiting = await app.CheckHealthAsync();
        Assert.Equal(HealthStatus.Healthy, waiting.Status);
        Assert.Equal((2L, 0L, 90L, _team), (waiting.Data["pending"], waiting.Data["deadLetters"], waiting.Data["oldestAgeSeconds"], waiting.Data["team"]));

        World.Server.FailNext(LoopsServerFault.NotFound);
        await app.StartAsync();
        await World.UntilEmptyAsync(app);
        var degraded = await app.CheckHealthAsync();
        Assert.Equal(HealthStatus.Degraded, degraded.Status);
        Assert.Equal((0L, 1L), (degraded.Data["pending"], degraded.Data["deadLetters"]));
        Assert.Contains("1 dead letter", degraded.Description, StringComparison.Ordinal);
    }

    private static MetricCollector<T> Collect<T>(string name)
        where T : struct => new(null, "LoopsMapping", name);

    private async Task DeliverAsync(App app, params LoopsServerFault[] faults)
    {
        foreach (var fault in faults)
            World.Server.FailNext(fault);
        await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), cancellationToken: Cancel);
        await World.UntilEmptyAsync(app);
    }

    private IEnumerable<CollectedMeasurement<T>> Of<T>(MetricCollector<T> collector)
        where T : struct => collector.GetMeasurementSnapshot().Where(measurement => Equals(measurement.Tags["loops.team"], _team));

    private long Sum(MetricCollector<long> collector) => Of(collector).Sum(static measurement => measurement.Value);

    private long Read(MetricCollector<long> collector)
    {
        collector.RecordObservableInstruments();
        return Of(collector).Last().Value;
    }
}
