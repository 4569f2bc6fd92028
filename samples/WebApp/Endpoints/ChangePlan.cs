using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using WebApp.Data;
using WebApp.Loops;

namespace WebApp.Endpoints;

/// <summary>Somebody moves to another plan.</summary>
internal static class ChangePlan
{
    public static async Task<Results<Ok<User>, NotFound>> PutAsync(Guid id, PlanRequest request, AppDbContext db)
    {
        if (await db.Users.FindAsync(id) is not { } user)
            return TypedResults.NotFound();
        if (user.Plan == request.Plan)
            return TypedResults.Ok(user);

        var before = user.Plan;
        user.Plan = request.Plan;
        await db.Loops<AppLoops>().IdentifyAsync(user);
        await db.Loops<AppLoops>().TrackAsync(new PlanChanged(user.Id, user.Email, before, user.Plan));
        await db.SaveChangesAsync();
        return TypedResults.Ok(user);
    }
}
