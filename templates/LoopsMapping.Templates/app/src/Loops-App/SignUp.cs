using Loops_App.Loops;

namespace Loops_App;

/// <summary>What somebody fills in to sign up.</summary>
public sealed record SignUpForm(string Email, string? FirstName, string? Plan);

/// <summary>Takes new users.</summary>
public static class SignUp
{
    /// <summary>Once the two calls return, both records are on the disk: they arrive in this order, also when Loops is away for a while.</summary>
    public static async Task<IResult> PostAsync(SignUpForm form, AppLoops loops, CancellationToken cancellationToken)
    {
        var user = new User(Guid.CreateVersion7(), form.Email, form.FirstName, form.Plan ?? "Free");
        await loops.IdentifyAsync(user, cancellationToken);
        await loops.TrackAsync(new UserRegistered(user.Id, user.Email, user.Plan), cancellationToken);
        return Results.Created($"/users/{user.Id}", user);
    }
}
