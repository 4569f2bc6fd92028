using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace LoopsMapping.Delivery;

/// <summary>
/// The spans and metrics of source and meter <c>LoopsMapping</c>; docs/telemetry.md lists them. No tag is personal data, and none has more
/// values than there are mappings.
/// </summary>
internal static class Telemetry
{
    private const string Name = "LoopsMapping";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Requests = Meter.CreateCounter<long>("loops.requests", "{request}", "Requests to Loops that have ended, however often they were tried.");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("loops.request.duration", "s", "How long a request took with all its attempts and waits.");
    private static readonly Counter<long> Retries = Meter.CreateCounter<long>("loops.request.retries", "{attempt}", "Attempts after the first, 429 aside.");
    private static readonly Counter<long> Throttles = Meter.CreateCounter<long>("loops.ratelimit.throttled", "{response}", "Answers with 429.");
    private static readonly Histogram<double> Waits = Meter.CreateHistogram<double>("loops.ratelimit.wait", "s", "How long an attempt waited for its slot.");
    private static readonly Counter<long> Suppressions = Meter.CreateCounter<long>("loops.suppressed", "{request}", "Requests that were held back by Loops:Mode or Loops:AllowedRecipients.");

    public static Activity? Start(LoopsCall call, string destination, string team)
    {
        var activity = Source.StartActivity($"loops {call.Name}", ActivityKind.Client);
        activity?.SetTag("loops.mapping", call.Name).SetTag("loops.destination", destination).SetTag("loops.team", team)
            .SetTag("http.request.method", call.Method.Method).SetTag("url.template", call.Endpoint);
        return activity;
    }

    public static void Answered(Activity? activity, LoopsCall call, string destination, string team, LoopsAnswer answer, TimeSpan elapsed)
    {
        var outcome = answer.IsSuccess ? "accepted" : (int)answer.StatusCode == 409 && call.IdempotencyKey is not null ? "conflict" : "refused";
        activity?.SetTag("http.response.status_code", (int)answer.StatusCode).SetTag("loops.attempts", answer.Attempts).SetTag("loops.outcome", outcome);
        if (outcome == "refused")
        {
            activity?.SetStatus(ActivityStatusCode.Error);
            activity?.SetTag("error.type", ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture));
        }
        End(call, destination, team, outcome, elapsed);
    }

    public static void Failed(Activity? activity, LoopsCall call, string destination, string team, Exception exception, TimeSpan elapsed)
    {
        var outcome = exception is OperationCanceledException ? "cancelled" : "failed";
        // The message could repeat what Loops was sent.
        activity?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", exception.GetType().FullName).SetTag("loops.outcome", outcome);
        if (exception is LoopsApiException { StatusCode: not 0 } refusal)
            activity?.SetTag("http.response.status_code", (int)refusal.StatusCode);
        End(call, destination, team, outcome, elapsed);
    }

    public static void Retrying(LoopsCall call, string team) => Retries.Add(1, new("loops.mapping", call.Name), new("loops.team", team));

    public static void Throttled(string team) => Throttles.Add(1, new KeyValuePair<string, object?>("loops.team", team));

    public static void WaitedForSlot(string team, TimeSpan wait) => Waits.Record(wait.TotalSeconds, new KeyValuePair<string, object?>("loops.team", team));

    public static void Suppressed(string mapping) => Suppressions.Add(1, new KeyValuePair<string, object?>("loops.mapping", mapping));

    private static void End(LoopsCall call, string destination, string team, string outcome, TimeSpan elapsed)
    {
        TagList tags = new()
        {
            { "loops.mapping", call.Name },
            { "loops.destination", destination },
            { "loops.team", team },
            { "loops.outcome", outcome },
        };
        Requests.Add(1, tags);
        Duration.Record(elapsed.TotalSeconds, tags);
    }
}
