using LoopsMapping;
using LoopsMapping.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Quickstart;

if (!Arguments.TryRead(args, out var killAfter))
{
    Console.Error.WriteLine(Arguments.Usage);
    return 2;
}

try
{
    var builder = Host.CreateApplicationBuilder();
    builder.Logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);
    builder.Logging.AddFilter("Microsoft", LogLevel.None);
    builder.Logging.AddFilter("LoopsMapping", LogLevel.Error);

    // With a key this program talks to Loops itself; without one, to a local Loops, whose journal lets it remember what it got before a crash.
    using var data = DataFolder.Open();
    await using var local = string.IsNullOrEmpty(builder.Configuration["Loops:ApiKey"]) ? await LoopsServer.StartAsync(new() { JournalPath = data.Journal }) : null;
    Report.Target(local);

    var registration = builder.Services.AddLoops<AppLoops>(builder.Configuration.GetSection("Loops")).UseSqliteOutbox(data.Outbox);
    if (killAfter is { } answers)
        registration.HttpClient.AddHttpMessageHandler(() => new KillHandler(answers));
    registration.HttpClient.AddHttpMessageHandler(static services => new PrintingHandler(services.GetRequiredService<IHostApplicationLifetime>()));
    if (local is not null)
    {
        builder.Services.ConfigureAll<LoopsOptions>(options =>
        {
            options.ApiKey = local.ApiKey;
            options.BaseAddress = local.BaseAddress;
        });
    }

    await using var earlier = await EarlierRun.LookAsync(data.Outbox);
    using var host = builder.Build();
    var loops = host.Services.GetRequiredService<AppLoops>();
    if (earlier.Left.Count > 0)
    {
        Report.Left(earlier.Left);
    }
    else
    {
        // A call is done when its record is on disk. From then on it is delivered, whatever happens to this process.
        var adam = new User("test-user-a5h7xb", "adam@loops.so", "Adam", "blue", 42);
        Report.Call("IdentifyAsync(adam)", await loops.IdentifyAsync(adam));
        Report.Call("TrackAsync(registered)", await loops.TrackAsync(new UserRegistered(adam.Id, adam.Email, "Pro")));
    }

    // The host sends. In an application it runs before the calls and after them; here it starts now, so that the output is in order.
    await host.StartAsync();
    try
    {
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        await loops.FlushAsync(stopping);
        await earlier.FinishAsync(stopping);
    }
    finally
    {
        await host.StopAsync();
    }

    data.IsDone = true;
    if (local is not null)
        Report.Content(local);
    return await earlier.HasDeadLettersAsync() ? 1 : 0;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Stopped. What has not been sent is in the outbox, and the next run sends it.");
    return 1;
}
catch (Exception exception) when (exception is LoopsException or LoopsServerJournalException or OptionsValidationException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
