using LoopsMapping.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using WebApp.Loops;

namespace WebApp.Tests.Harness;

/// <summary>The app, with a recorder in the place of the client that is given to whoever asks for one.</summary>
internal sealed class WebAppOverRecorder(LoopsRecorder recorder, AppDatabase database) : WebApplicationFactory<Program>
{
    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        .UseSetting(database.Setting.Key, database.Setting.Value)
        .ConfigureTestServices(services => services.AddSingleton(new AppLoops(recorder)));
}
