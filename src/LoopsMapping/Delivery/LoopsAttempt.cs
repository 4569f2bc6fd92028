namespace LoopsMapping.Delivery;

/// <summary>What came of sending a request once: an answer, or none.</summary>
/// <param name="Answer">What Loops answered.</param>
/// <param name="Failure">Why there is no answer.</param>
internal readonly record struct LoopsAttempt(LoopsAnswer? Answer, Exception? Failure)
{
    /// <summary>How long one attempt may take.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Whether Loops may have taken the request although there is no answer. Without a connection it cannot have.</summary>
    public bool MayHaveArrived => Failure is not (null or HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    });

    /// <summary>Why the request has to be sent again, for logs and errors.</summary>
    public string Reason => Answer is { } answer ? $"Loops answered {(int)answer.StatusCode}" : ReasonOf(Failure!);

    /// <summary>Sends a request once, and remembers in its team how that went.</summary>
    /// <param name="http">The connections.</param>
    /// <param name="call">The request.</param>
    /// <param name="options">The key and the address as they are now.</param>
    /// <param name="team">The team.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="time">The clock of the time-out.</param>
    /// <param name="cancellationToken">Gives up; the request may still arrive.</param>
    public static async Task<LoopsAttempt> MakeAsync(
        HttpClient http, LoopsCall call, LoopsOptions options, LoopsTeam team, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            using var timer = new CancellationTokenSource(timeout, time);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
            using var message = LoopsHttp.CreateMessage(call, options);
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, linked.Token).ConfigureAwait(false);
            var answer = await LoopsAnswer.ReadAsync(response, linked.Token).ConfigureAwait(false);
            team.Answered(answer);
            return new(answer, null);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException
            || exception is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            team.DidNotAnswer(ReasonOf(exception));
            return new(null, exception);
        }
    }

    private static string ReasonOf(Exception failure) => failure is OperationCanceledException
        ? "no answer in time"
        : failure.Message.TrimEnd('.');
}
