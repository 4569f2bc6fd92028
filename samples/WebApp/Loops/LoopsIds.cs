namespace WebApp.Loops;

/// <summary>What Loops calls things of the team. Put in the ids that your own account shows.</summary>
public static class LoopsIds
{
    /// <summary>The mailing list "Newsletter".</summary>
    public const string Newsletter = "cm06f5v0e45nf0ml5754o9cix";

    /// <summary>The transactional email "Password reset", with the data variables resetLink and validMinutes.</summary>
    public const string PasswordReset = "cm4v0gqjz0001yyfc5n1rngvs";
}
