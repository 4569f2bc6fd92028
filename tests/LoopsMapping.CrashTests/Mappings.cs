using System.Globalization;

namespace LoopsMapping.CrashTests;

/// <summary>The client of the program that is killed.</summary>
[LoopsDestination]
public partial class CrashLoops;

/// <summary>A contact as it is after so many changes. The lane and the number are all that the judge looks at.</summary>
[LoopsContact]
public sealed record Person([LoopsUserId] string Id, string Email, long Sequence);

/// <summary>Something a contact does.</summary>
[LoopsEvent("Page Viewed")]
public sealed record PageViewed(string UserId, string Email, long Sequence);

/// <summary>A letter to a contact.</summary>
[LoopsTransactional(Id)]
public sealed record Letter(string Email, long Sequence)
{
    internal const string Id = "cm4v0gqjz0001yyfc5n1rngvs";
}

/// <summary>How a lane is called in what is sent.</summary>
internal static class Lanes
{
    private const string Prefix = "lane-";

    public static string UserId(int lane) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{lane}");

    public static string Email(int lane) => $"{UserId(lane)}@example.com";

    public static int OfEmail(string email)
        => int.Parse(email.AsSpan(Prefix.Length, email.IndexOf('@', StringComparison.Ordinal) - Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture);
}
