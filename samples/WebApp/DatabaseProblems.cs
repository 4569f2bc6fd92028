using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using WebApp.Data;

namespace WebApp;

/// <summary>
/// Where a request cannot be saved now, and nothing of it was, the user is asked to try again. Loops is not among the reasons: what it is sent is
/// saved here, and goes out when it can. What it could never take, a <see cref="LoopsMapping.LoopsValidationException"/>, is a mistake of this app:
/// 500, like any other.
/// </summary>
internal sealed partial class DatabaseProblems(IProblemDetailsService problems, ILogger<DatabaseProblems> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        ProblemDetails problem;
        if (exception is DbUpdateConcurrencyException)
        {
            problem = new() { Status = StatusCodes.Status409Conflict, Detail = "The account was changed at the same moment. Please try again." };
        }
        else if (DatabaseErrors.IsAway(exception))
        {
            LogUnavailable(httpContext.Request.Path, exception);
            problem = new() { Status = StatusCodes.Status503ServiceUnavailable, Detail = "That did not work just now. Please try again in a minute." };
        }
        else
        {
            return false;
        }
        httpContext.Response.StatusCode = problem.Status.Value;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = problem });
    }

    [LoggerMessage(1, LogLevel.Error, "{Path} was answered with 503, because of the database.")]
    private partial void LogUnavailable(string path, Exception exception);
}
