using LoopsMapping.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace WebApp.Tests.Harness;

/// <summary>The app as it runs for customers, with a local Loops in the place of Loops.</summary>
internal sealed class WebAppOverServer(LoopsServer server, AppDatabase database, TimeProvider time) : WebApplicationFactory<Program>
{
    /// <summary>Whether it delivers what is saved; without, it stays where the commit has put it.</summary>
    public bool Delivers { get; init; } = true;

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        .UseSetting("Loops:Mode", "Send")
        .UseSetting("Loops:ApiKey", server.ApiKey)
        .UseSetting("Loops:BaseAddress", server.BaseAddress.AbsoluteUri)
        .UseSetting("Loops:RequestsPerSecond", "0")
        .UseSetting(database.Setting.Key, database.Setting.Value)
        .ConfigureLogging(static logging => logging.ClearProviders().AddFakeLogging())
        .ConfigureTestServices(services => services.AddSingleton(time))
        .ConfigureTestServices(StopDelivery);

    private void StopDelivery(IServiceCollection services)
    {
        if (Delivers)
            return;
        foreach (var service in services.Where(IsDelivery).ToList())
            services.Remove(service);
    }

    private static bool IsDelivery(ServiceDescriptor service)
        => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Namespace?.StartsWith("LoopsMapping.", StringComparison.Ordinal) == true;
}
