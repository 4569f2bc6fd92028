using LoopsMapping.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using WebApp.Loops;

namespace WebApp.Tests.Harness;

/// <summary>The app, with a recorder in the place of the way to Loops.</summary>
internal sealed class WebAppOverRecorder(LoopsRecorder recorder) : WebApplicationFactory<Program>
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
        => builder.ConfigureTestServices(services => services.AddSingleton(new AppLoops(recorder)));
}
