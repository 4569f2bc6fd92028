namespace WebApp;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "Loops has not heard that {UserId} signed up, so no welcome e-mail goes out.")]
    public static partial void SignUpNotTold(ILogger logger, Guid userId, Exception exception);

    [LoggerMessage(2, LogLevel.Error, "Loops has not heard that {UserId} changed the plan.")]
    public static partial void PlanNotTold(ILogger logger, Guid userId, Exception exception);

    [LoggerMessage(3, LogLevel.Error, "{Path} was answered with 503, because of Loops.")]
    public static partial void Unavailable(ILogger logger, string path, Exception exception);
}
