using System.Net.Http.Headers;
using System.Reflection;

namespace LoopsMapping.Delivery;

/// <summary>How a <see cref="LoopsCall"/> becomes an HTTP message, and the connections it goes over.</summary>
internal static class LoopsHttp
{
    private static readonly ProductInfoHeaderValue UserAgent = new("LoopsMapping", Version());

    /// <summary>A new message for each attempt, since a sent one cannot be sent again.</summary>
    public static HttpRequestMessage CreateMessage(LoopsCall call, LoopsOptions options)
    {
        var message = new HttpRequestMessage(call.Method, options.Address(call.Path));
        if (call.Body is { } body)
            message.Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = new("application/json") } };
        message.Headers.Authorization = new("Bearer", options.ApiKey);
        message.Headers.UserAgent.Add(UserAgent);
        if (call.IdempotencyKey is { } key)
            message.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return message;
    }

    /// <summary>Redirects are not followed: they would turn a PUT into a GET, and carry the key to another host.</summary>
    public static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    };

    private static string Version()
        => typeof(LoopsHttp).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}
