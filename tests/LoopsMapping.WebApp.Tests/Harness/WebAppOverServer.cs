using LoopsMapping.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WebApp.Tests.Harness;

/// <summary>The app as it runs for customers, with a local Loops in the place of Loops.</summary>
internal sealed class WebAppOverServer(LoopsServer server, TimeProvider time) : WebApplicationFactory<Program>
{
    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        .UseSetting("Loops:Mode", "Send")
        .UseSetting("Loops:ApiKey", server.ApiKey)
        .UseSetting("Loops:BaseAddress", server.BaseAddress.AbsoluteUri)
        .UseSetting("Loops:RequestsPerSecond", "0")
        .UseSetting("Loops:MaxAttempts", "1")
        .ConfigureLogging(static logging => logging.ClearProviders().AddFakeLogging())
        .ConfigureTestServices(services => services.AddSingleton(time));
}
