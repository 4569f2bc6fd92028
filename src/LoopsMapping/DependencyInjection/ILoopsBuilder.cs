namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Configures a destination further, after <c>AddLoops</c>.</summary>
public interface ILoopsBuilder
{
    /// <summary>The destination's name: the full name of its class, under which its options and HTTP client are registered.</summary>
    string Name { get; }

    /// <summary>The application's services.</summary>
    IServiceCollection Services { get; }

    /// <summary>The HTTP client the destination sends with, to add message handlers to.</summary>
    IHttpClientBuilder HttpClient { get; }
}
