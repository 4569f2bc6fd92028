using LoopsMapping;
using Microsoft.AspNetCore.Http.HttpResults;
using WebApp.Loops;

namespace WebApp.Endpoints;

/// <summary>Somebody moves to another plan.</summary>
internal static class ChangePlan
{
    public static async Task<Results<Ok<User>, NotFound>> PutAsync(Guid id, PlanRequest request, UserStore users, AppLoops loops, ILogger<AppLoops> logger)
    {
        if (users.Change(id, user => user with { Plan = request.Plan }) is not var (before, after))
            return TypedResults.NotFound();
        if (before.Plan == after.Plan)
            return TypedResults.Ok(after);

        // The plan has changed, and is paid for, whether or not Loops hears of it: we log, as at sign-up. Identify sends the whole user, so a
        // contact that Loops missed then is put right now.
        try
        {
            await loops.IdentifyAsync(after);
            await loops.TrackAsync(new PlanChanged(after.Id, after.Email, before.Plan, after.Plan));
        }
        catch (LoopsException exception)
        {
            Log.PlanNotTold(logger, after.Id, exception);
        }
        return TypedResults.Ok(after);
    }
}
