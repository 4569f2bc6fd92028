namespace LoopsMapping.Tool;

/// <summary>What scripts can rely on.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The command was understood and did not succeed, or found what somebody has to look at.</summary>
    public const int Failure = 1;

    /// <summary>The command line is wrong; nothing was tried.</summary>
    public const int Usage = 2;

    /// <summary>There is no API key, or Loops refuses it.</summary>
    public const int Key = 3;

    /// <summary>Loops was not reached, or did not answer as it does.</summary>
    public const int Network = 4;

    /// <summary>Loops took no request in time, because there are too many.</summary>
    public const int RateLimited = 5;

    /// <summary>The schema file is missing or cannot be read.</summary>
    public const int Schema = 6;

    /// <summary>The schema file is of a newer version than this tool.</summary>
    public const int NewerSchema = 7;

    /// <summary>Ctrl+C before there was a result, as shells report it.</summary>
    public const int Interrupted = 130;

    /// <summary>For the notes of commands that ask Loops.</summary>
    public const string OfLoops = "3 no API key or a refused one, 4 Loops not reached, 5 rate limited";

    /// <summary>For the notes of commands that read the schema file.</summary>
    public const string OfSchema = "6 schema file missing or broken, 7 schema file newer than this tool";
}
