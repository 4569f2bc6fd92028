using System.Security.Cryptography;
using System.Text;

namespace WebApp.Data;

/// <summary>The link to a new password that somebody has asked for last. Who asks again has lost the one before.</summary>
public sealed class ResetLink
{
    private static readonly TimeSpan SameClick = TimeSpan.FromMinutes(1);

    public required Guid UserId { get; init; }

    /// <summary>What opens the link is in the e-mail alone: whoever reads this table can open nothing.</summary>
    public string TokenHash { get; private set; } = "";

    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>Whether somebody who asks now has clicked twice: the e-mail of the first click is on its way.</summary>
    public bool IsFresh(DateTimeOffset now) => now - AskedAt < SameClick;

    /// <returns>The token of the new link.</returns>
    public string Renew(DateTimeOffset now)
    {
        var token = RandomNumberGenerator.GetHexString(64, lowercase: true);
        TokenHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token)));
        AskedAt = now;
        return token;
    }
}
