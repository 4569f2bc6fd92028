using Microsoft.AspNetCore.Http.HttpResults;
using WebApp.Loops;

namespace WebApp.Endpoints;

/// <summary>Somebody leaves, and is to be forgotten.</summary>
internal static class DeleteAccount
{
    public static async Task<Results<NoContent, NotFound>> DeleteAsync(Guid id, UserStore users, AppLoops loops)
    {
        if (users.Find(id) is not { } user)
            return TypedResults.NotFound();

        // Loops first: without the account nobody would know any more whom Loops still has to forget. When it fails, everything is as it was,
        // and the user can try again (LoopsProblems). That Loops has no such contact is as good as deleted.
        await loops.DeleteAsync(user);
        users.Remove(id);
        return TypedResults.NoContent();
    }
}
