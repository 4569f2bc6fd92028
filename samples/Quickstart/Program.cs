using LoopsMapping;
using LoopsMapping.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Quickstart;

var builder = Host.CreateApplicationBuilder(args);
builder.Logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);
builder.Logging.AddFilter("Microsoft", LogLevel.None);

// With a key this program talks to Loops itself; without one, to a local Loops that lives as long as the program.
await using var local = string.IsNullOrEmpty(builder.Configuration["Loops:ApiKey"]) ? await LoopsServer.StartAsync() : null;
Console.WriteLine(local is null ? "Sending to Loops, with the key of Loops:ApiKey." : $"Sending to a local Loops at {local.BaseAddress} (set Loops__ApiKey to send to your account).");
Console.WriteLine();

builder.Services
    .AddLoops<AppLoops>(builder.Configuration.GetSection("Loops"))
    .HttpClient.AddHttpMessageHandler(() => new PrintingHandler());
if (local is not null)
{
    builder.Services.ConfigureAll<LoopsOptions>(options =>
    {
        options.ApiKey = local.ApiKey;
        options.BaseAddress = local.BaseAddress;
    });
}

try
{
    using var host = builder.Build();
    await host.StartAsync();
    var loops = host.Services.GetRequiredService<AppLoops>();

    var adam = new User("test-user-a5h7xb", "adam@loops.so", "Adam", "blue", 42);
    await loops.IdentifyAsync(adam);
    await loops.TrackAsync(new UserRegistered(adam.Id, adam.Email, "Pro"));

    await host.StopAsync();
}
catch (Exception exception) when (exception is LoopsException or OptionsValidationException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

if (local is not null)
    Report.Print(local);
return 0;
