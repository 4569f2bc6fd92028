using Microsoft.AspNetCore.Http.HttpResults;
using WebApp.Loops;

namespace WebApp.Endpoints;

/// <summary>Somebody wants the newsletter, or wants it no more.</summary>
internal static class ChangePreferences
{
    public static async Task<Results<Ok<User>, NotFound>> PutAsync(Guid id, PreferencesRequest request, UserStore users, AppLoops loops)
    {
        if (users.Find(id) is not { } user)
            return TypedResults.NotFound();

        // Loops sends the newsletter, so it has to hear of this before we say "done": who was told so and gets the next issue is right to be
        // angry. When it fails, nothing has changed, and the user sees that (LoopsProblems).
        await loops.IdentifyAsync(user with { Newsletter = request.Newsletter });
        return users.Change(id, current => current with { Newsletter = request.Newsletter }) is var (_, after) ? TypedResults.Ok(after) : TypedResults.NotFound();
    }
}
