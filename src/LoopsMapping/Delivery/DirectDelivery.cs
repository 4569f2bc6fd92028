using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoopsMapping.Delivery;

/// <summary>Sends each value while the caller waits: rate slot → HTTP → receipt.</summary>
internal sealed class DirectDelivery(Func<HttpClient> getHttpClient, Func<LoopsOptions> getOptions, TimeProvider time, ILogger logger) : ILoopsDelivery
{
    /// <summary>The category that everything of this library is logged under.</summary>
    public const string LogCategory = "LoopsMapping";

    private readonly Pace _pace = new(time);

    /// <summary>Where in the range of a back-off a wait falls, from 0 to 1.</summary>
    internal Func<double> Jitter { get; init; } = Random.Shared.NextDouble;

    /// <summary>A delivery for programs without dependency injection, over one set of connections that lives as long as it does.</summary>
    public static DirectDelivery Create(LoopsOptions options, ILoggerFactory? loggerFactory)
    {
        var http = new HttpClient(LoopsHttp.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };
        return new(() => http, () => options, TimeProvider.System, loggerFactory?.CreateLogger(LogCategory) ?? NullLogger.Instance);
    }

    public async Task<LoopsReceipt> DeliverAsync<T>(LoopsMap<T> map, T value, LoopsSendOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(map);
        cancellationToken.ThrowIfCancellationRequested();
        var request = map.CreateRequest(value, options);
        var current = getOptions();
        if (current.Mode == LoopsMode.Log)
        {
            using (request)
            {
                if (logger.IsEnabled(LogLevel.Information))
                    DeliveryLog.Suppressed(logger, request.Method, request.Path, Masking.Body(request));
                return new(LoopsOutcome.Suppressed, request.IdempotencyKey);
            }
        }

        var call = new DirectCall(request, map.Name, current, _pace, time, logger) { Jitter = Jitter };
        var receipt = await call.SendAsync(getHttpClient(), cancellationToken).ConfigureAwait(false);
        // Only now: after a failure or a cancellation, a connection may still be reading the body's buffer.
        request.Dispose();
        return receipt;
    }
}
