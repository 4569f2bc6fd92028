using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using WebApp.Data;
using WebApp.Loops;

namespace WebApp.Endpoints;

/// <summary>Somebody wants the newsletter, or wants it no more.</summary>
internal static class ChangePreferences
{
    public static async Task<Results<Ok<User>, NotFound>> PutAsync(Guid id, PreferencesRequest request, AppDbContext db)
    {
        if (await db.Users.FindAsync(id) is not { } user)
            return TypedResults.NotFound();

        user.Newsletter = request.Newsletter;
        // Loops hears of it even when the row says so already: who left the list by the link in an e-mail may want it again. Saving the row makes
        // sure that nobody has changed the user meanwhile.
        db.Entry(user).Property(static one => one.Newsletter).IsModified = true;
        await db.Loops<AppLoops>().IdentifyAsync(user);
        await db.SaveChangesAsync();
        return TypedResults.Ok(user);
    }
}
