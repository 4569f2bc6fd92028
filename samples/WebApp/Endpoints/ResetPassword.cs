using Microsoft.AspNetCore.Http.HttpResults;
using WebApp.Loops;

namespace WebApp.Endpoints;

/// <summary>Somebody has forgotten the password.</summary>
internal static class ResetPassword
{
    public static async Task<Accepted> PostAsync(PasswordResetRequest request, UserStore users, ResetLinks links, AppLoops loops, IConfiguration configuration)
    {
        // An unknown address gets the same answer, so that the form tells nobody who has an account.
        if (users.FindByEmail(request.Email) is { } user)
        {
            var link = links.For(user.Id);

            // Somebody sits there and waits for this e-mail. A failure must be seen (LoopsProblems), even though it tells, as long as Loops is
            // away, that there is an account. The address comes from our settings: the request's Host header is anybody's to write.
            await loops.SendAsync(new PasswordReset(user.Email, $"{configuration["PublicUrl"]}/reset?token={link.Token}", $"password-reset-{link.Id}"));
        }
        return TypedResults.Accepted((string?)null);
    }
}
