using System.Diagnostics;
using LoopsMapping.Testing;
using LoopsMapping.Tests.Harness;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace LoopsMapping.Tests.Delivery;

/// <summary>What an application sees through the OpenTelemetry SDK with <c>AddSource("LoopsMapping")</c> and <c>AddMeter("LoopsMapping")</c>.</summary>
public sealed class TelemetryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_send_is_a_span_that_tells_how_it_went_and_not_to_whom()
    {
        await using var loops = await LoopsFixture.StartAsync();
        var spans = new List<Activity>();
        // Other tests send at the same time; a parent of our own says which spans are ours.
        using var root = new ActivitySource("TelemetryTests");
        using var tracer = Sdk.CreateTracerProviderBuilder().AddSource("LoopsMapping", "TelemetryTests").AddInMemoryExporter(spans).Build();
        ActivityTraceId trace;
        using (var parent = root.StartActivity("test"))
        {
            trace = parent!.TraceId;
            loops.Server.FailNext(LoopsServerFault.DropAfter);
            await loops.Client.TrackAsync(new UserRegistered("u1", "adam@loops.so", "Pro"), Cancel);
            await Assert.ThrowsAsync<LoopsBadRequestException>(() => loops.Client.IdentifyAsync(new User("u2", "not-an-email"), Cancel));
            await loops.Client.Api.FindContactAsync(LoopsContactKey.Email("adam@loops.so"), Cancel);
        }
        tracer.ForceFlush();

        var ours = spans.Where(span => span.TraceId == trace && span.Source.Name == "LoopsMapping").ToList();
        Assert.Equal(["loops User Registered", "loops User", "loops contacts/find"], ours.Select(static span => span.DisplayName));
        Assert.Equal([("conflict", 409, 2), ("refused", 400, 1), ("accepted", 200, 1)], ours.Select(static span => ((string)span.GetTagItem("loops.outcome")!, (int)span.GetTagItem("http.response.status_code")!, (int)span.GetTagItem("loops.attempts")!)));
        Assert.Equal([ActivityStatusCode.Unset, ActivityStatusCode.Error, ActivityStatusCode.Unset], ours.Select(static span => span.Status));
        Assert.All(ours, static span =>
        {
            Assert.Equal(("The app", "default", ActivityKind.Client), (span.GetTagItem("loops.destination"), span.GetTagItem("loops.team"), span.Kind));
            Assert.DoesNotContain(span.TagObjects, static tag => tag.Value?.ToString()?.Contains('@', StringComparison.Ordinal) == true);
        });
    }

    [Fact]
    public async Task Counters_and_histograms_tell_the_same_by_mapping_and_outcome()
    {
        await using var loops = await LoopsFixture.StartAsync(static options => options.RequestsPerSecond = 5);
        var metrics = new List<Metric>();
        using var meter = Sdk.CreateMeterProviderBuilder().AddMeter("LoopsMapping").AddInMemoryExporter(metrics).Build();
        loops.Server.FailNext(LoopsServerFault.InternalServerError);
        loops.Server.FailNext(LoopsServerFault.TooManyRequests);

        await loops.Client.IdentifyAsync(new Metered("adam@loops.so"), Cancel);
        await Assert.ThrowsAsync<LoopsBadRequestException>(() => loops.Client.IdentifyAsync(new Metered("not-an-email"), Cancel));
        meter.ForceFlush();

        Assert.Equal(["loops.ratelimit.throttled", "loops.ratelimit.wait", "loops.request.duration", "loops.request.retries", "loops.requests"], metrics.Select(static metric => metric.Name).Except(["loops.suppressed"]).Order(StringComparer.Ordinal));
        Assert.Equal([("accepted", 1), ("refused", 1)], Points(metrics, "loops.requests").Select(static point => (Tag(point, "loops.outcome"), (int)point.GetSumLong())).Order());
        Assert.Equal(1, Assert.Single(Points(metrics, "loops.request.retries")).GetSumLong());
    }

    private static List<MetricPoint> Points(List<Metric> metrics, string name)
    {
        var points = new List<MetricPoint>();
        foreach (ref readonly var point in metrics.Single(metric => metric.Name == name).GetMetricPoints())
        {
            if (Tag(point, "loops.mapping") == nameof(Metered))
                points.Add(point);
        }
        return points;
    }

    private static string? Tag(in MetricPoint point, string name)
    {
        foreach (var (key, value) in point.Tags)
        {
            if (key == name)
                return (string?)value;
        }
        return null;
    }
}
