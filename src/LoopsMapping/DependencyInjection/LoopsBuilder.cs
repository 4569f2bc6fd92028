using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <param name="Registration">What is configured.</param>
/// <param name="Services">The application's services.</param>
/// <param name="HttpClient">The HTTP client the destination sends with.</param>
/// <param name="Section">Where its options come from, if the application said so.</param>
internal sealed record LoopsBuilder(LoopsRegistration Registration, IServiceCollection Services, IHttpClientBuilder HttpClient, IConfiguration? Section) : ILoopsBuilder
{
    public string Name => Registration.Name;
}
