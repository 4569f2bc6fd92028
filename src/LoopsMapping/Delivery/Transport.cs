using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoopsMapping.Delivery;

/// <summary>The way to Loops of one destination: rate slot → HTTP, as often as it takes.</summary>
/// <param name="destination">What people call the destination.</param>
/// <param name="team">What it shares with other destinations of the same team.</param>
/// <param name="getHttpClient">The connections.</param>
/// <param name="getOptions">The options as they are now: a key can be rotated while the program runs.</param>
/// <param name="time">The clock of all waits.</param>
/// <param name="logger">Takes what is logged.</param>
internal sealed class Transport(string destination, LoopsTeam team, Func<HttpClient> getHttpClient, Func<LoopsOptions> getOptions, TimeProvider time, ILogger logger)
{
    /// <summary>The category that everything of this library is logged under.</summary>
    public const string LogCategory = "LoopsMapping";

    public LoopsTeam Team => team;

    public LoopsOptions Options => getOptions();

    public ILogger Logger => logger;

    /// <summary>Where in the range of a back-off a wait falls, from 0 to 1.</summary>
    internal Func<double> Jitter { get; init; } = Random.Shared.NextDouble;

    /// <summary>The way of a program without dependency injection, over one set of connections that lives as long as it does.</summary>
    public static Transport Create(string destination, LoopsOptions options, ILoggerFactory? loggerFactory)
    {
        var http = new HttpClient(LoopsHttp.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };
        var team = new LoopsTeam(options.Team ?? LoopsOptions.DefaultTeam, TimeProvider.System);
        return new(destination, team, () => http, () => options, TimeProvider.System, loggerFactory?.CreateLogger(LogCategory) ?? NullLogger.Instance);
    }

    /// <summary>Sends a request once, without a slot.</summary>
    public Task<LoopsAttempt> AttemptAsync(LoopsCall call, TimeSpan timeout, CancellationToken cancellationToken)
        => LoopsAttempt.MakeAsync(getHttpClient(), call, Options, team, timeout, time, cancellationToken);

    /// <summary>Sends until there is an answer that more attempts would not change.</summary>
    /// <returns>A success, or a refusal.</returns>
    /// <exception cref="LoopsApiException">Every attempt met with a fault of Loops, or no slot was free in time.</exception>
    /// <exception cref="LoopsException">Loops did not answer.</exception>
    public async Task<LoopsAnswer> SendAsync(LoopsCall call, CancellationToken cancellationToken)
    {
        using var activity = Telemetry.Start(call, destination, team.Name);
        var start = time.GetTimestamp();
        try
        {
            var answer = await new TransportCall(call, Options, team, time, logger) { Jitter = Jitter }.SendAsync(getHttpClient(), cancellationToken).ConfigureAwait(false);
            Telemetry.Answered(activity, call, destination, team.Name, answer, time.GetElapsedTime(start));
            return answer;
        }
        catch (Exception exception)
        {
            Telemetry.Failed(activity, call, destination, team.Name, exception, time.GetElapsedTime(start));
            throw;
        }
    }

    /// <summary>Whether a request stays here: nothing is sent at all, or nothing to this recipient. The log says so.</summary>
    /// <param name="call">The request.</param>
    /// <param name="email">Whom it is about, if an address says so.</param>
    public bool HoldsBack(LoopsCall call, string? email)
    {
        var options = Options;
        var isLogged = options.Mode == LoopsMode.Log;
        if (!isLogged && Recipients.Allows(options.AllowedRecipients, email))
            return false;
        Telemetry.Suppressed(call.Name);
        if (!logger.IsEnabled(LogLevel.Information))
            return true;
        if (isLogged)
            DeliveryLog.Suppressed(logger, call.Method, call.Path, Masking.Body(call));
        else
            DeliveryLog.HeldBack(logger, call.Name, Masking.Emails(call.Contact));
        return true;
    }

    /// <summary>An answer as the exception that stands for its status.</summary>
    public LoopsApiException Refused(LoopsCall call, LoopsAnswer answer) => TransportCall.Refused(call, answer, Options);
}
