using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using WebApp.Data;
using WebApp.Loops;

namespace WebApp.Endpoints;

/// <summary>Somebody signs up.</summary>
internal static class SignUp
{
    public static async Task<Results<Created<User>, ProblemHttpResult>> PostAsync(SignUpRequest request, AppDbContext db, TimeProvider time)
    {
        if (await db.FindByEmailAsync(request.Email) is not null)
            return Taken();

        var now = time.GetUtcNow();
        var user = new User
        {
            Id = Guid.CreateVersion7(now),
            Email = request.Email,
            FirstName = request.FirstName,
            Plan = request.Plan,
            CreatedAt = now,
            Newsletter = request.Newsletter,
        };
        db.Add(user);
        await db.Loops<AppLoops>().IdentifyAsync(user);
        await db.Loops<AppLoops>().TrackAsync(new UserRegistered(user.Id, user.Email, user.Plan));

        // One commit: there is no account that Loops never hears of, and no welcome e-mail to somebody who has none.
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException exception) when (exception.IsConflict())
        {
            // Two at once: both found the address free, and the index lets one of them in.
            return Taken();
        }
        return TypedResults.Created($"/users/{user.Id}", user);
    }

    private static ProblemHttpResult Taken() => TypedResults.Problem("There is an account with this address.", statusCode: StatusCodes.Status409Conflict);
}
