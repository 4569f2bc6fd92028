// Takes the messages of Segment SDKs and sends them to Loops. README.md beside this file says how to run it.
using LoopsMapping;
using LoopsMapping.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SegmentGateway;
using SegmentGateway.Loops;

// A watch over appsettings.json hears of every file below it, and the outbox is one that is written to all the time.
var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);

var loops = builder.Services.AddLoops<AppLoops>(builder.Configuration.GetSection("Loops"));
var isShared = !string.IsNullOrEmpty(builder.Configuration["Loops:Outbox:ConnectionString"]);
var outbox = builder.Configuration["Loops:Outbox:Path"] is { Length: > 0 } path ? path : isShared ? "" : DataFolder.Outbox();
if (isShared)
    loops.UsePostgreSqlOutbox();
else
    loops.UseSqliteOutbox(outbox);

try
{
    // Behind one database there are others, who would not find the local Loops of this process.
    var isTrial = !isShared && Trial.IsMeant(builder.Configuration, builder.Environment);
    await using var trial = isTrial ? await Trial.StartAsync(builder.Services, outbox) : null;

    // While Loops refuses the key or is away, messages are taken and kept, so the gateway stays in rotation: Degraded is for whoever watches,
    // Unhealthy would take it off the net. An outbox that cannot store answers 503 to each request, which SDKs try again.
    builder.Services.AddHealthChecks().AddLoops<AppLoops>(failureStatus: HealthStatus.Degraded);

    var app = builder.Build();
    app.MapSegment<AppLoops>();
    app.MapHealthChecks("/healthz");
    app.Lifetime.ApplicationStarted.Register(() => Welcome.Write(app, trial));
    await app.RunAsync();
    return 0;
}
catch (Exception exception) when (exception is LoopsServerJournalException or InvalidOperationException or LoopsOutboxException or Microsoft.Extensions.Options.OptionsValidationException)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
