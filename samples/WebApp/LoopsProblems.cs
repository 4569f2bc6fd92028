using LoopsMapping;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace WebApp;

/// <summary>
/// Where an endpoint lets a failure of Loops through, the user is asked to try again. What is wrong with Loops is for the log: it is nothing
/// that the user can mend.
/// </summary>
internal sealed class LoopsProblems(IProblemDetailsService problems, ILogger<LoopsProblems> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // What Loops could never have taken is a mistake of this app: 500, like any other.
        if (exception is not LoopsException or LoopsValidationException)
            return false;

        Log.Unavailable(logger, httpContext.Request.Path, exception);
        httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = new ProblemDetails { Status = StatusCodes.Status503ServiceUnavailable, Detail = "That did not work just now. Please try again in a minute." },
        });
    }
}
