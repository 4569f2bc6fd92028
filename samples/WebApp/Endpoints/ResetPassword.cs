using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using WebApp.Data;
using WebApp.Loops;

namespace WebApp.Endpoints;

/// <summary>Somebody has forgotten the password.</summary>
internal static class ResetPassword
{
    public static async Task<Accepted> PostAsync(PasswordResetRequest request, AppDbContext db, TimeProvider time, IConfiguration configuration)
    {
        // An unknown address gets the same answer, so that the form tells nobody who has an account.
        if (await db.FindByEmailAsync(request.Email) is { } user)
            await SendLinkAsync(user, db, time.GetUtcNow(), configuration["PublicUrl"]);
        return TypedResults.Accepted((string?)null);
    }

    private static async Task SendLinkAsync(User user, AppDbContext db, DateTimeOffset now, string? publicUrl)
    {
        var link = await db.ResetLinks.FindAsync(user.Id);
        if (link?.IsFresh(now) == true)
            return;
        if (link is null)
            db.Add(link = new ResetLink { UserId = user.Id });

        // A link that works and the e-mail that has it are one commit. While Loops is away the e-mail waits, and is dropped when the link has run out.
        // The address comes from our settings: the request's Host header is anybody's to write.
        await db.Loops<AppLoops>().SendAsync(new PasswordReset(user.Email, $"{publicUrl}/reset?token={link.Renew(now)}"));
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException exception) when (exception.IsConflict())
        {
            // Another click was faster and its e-mail is on its way, or the account has just been deleted.
        }
    }
}
