namespace Microsoft.Extensions.DependencyInjection;

internal sealed record LoopsBuilder(string Name, IServiceCollection Services, IHttpClientBuilder HttpClient) : ILoopsBuilder;
