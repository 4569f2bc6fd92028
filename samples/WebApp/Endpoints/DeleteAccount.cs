using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using WebApp.Data;
using WebApp.Loops;

namespace WebApp.Endpoints;

/// <summary>Somebody leaves, and is to be forgotten.</summary>
internal static class DeleteAccount
{
    public static async Task<Results<NoContent, NotFound>> DeleteAsync(Guid id, AppDbContext db)
    {
        if (await db.Users.FindAsync(id) is not { } user)
            return TypedResults.NotFound();

        // Without the account nobody would know any more whom Loops still has to forget: the deletion there commits with the one here.
        db.Remove(user);
        await db.Loops<AppLoops>().DeleteAsync(user);
        await db.SaveChangesAsync();
        return TypedResults.NoContent();
    }
}
