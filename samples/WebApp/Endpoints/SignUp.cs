using LoopsMapping;
using Microsoft.AspNetCore.Http.HttpResults;
using WebApp.Loops;

namespace WebApp.Endpoints;

/// <summary>Somebody signs up.</summary>
internal static class SignUp
{
    public static async Task<Results<Created<User>, ProblemHttpResult>> PostAsync(
        SignUpRequest request, UserStore users, AppLoops loops, TimeProvider time, ILogger<AppLoops> logger)
    {
        var now = time.GetUtcNow();
        var user = new User(Guid.CreateVersion7(now), request.Email, request.FirstName, request.Plan, now, request.Newsletter);
        if (!users.TryAdd(user))
            return TypedResults.Problem("There is an account with this address.", statusCode: StatusCodes.Status409Conflict);

        // The account exists from here on. No welcome e-mail is worth turning a customer away, so we log what Loops did not hear. Nor is the
        // request's cancellation token passed on: who closes the browser now has signed up all the same.
        try
        {
            await loops.IdentifyAsync(user);
            await loops.TrackAsync(new UserRegistered(user.Id, user.Email, user.Plan));
        }
        catch (LoopsException exception)
        {
            Log.SignUpNotTold(logger, user.Id, exception);
        }
        return TypedResults.Created($"/users/{user.Id}", user);
    }
}
