namespace LoopsMapping.Tool;

/// <summary>What scripts can rely on.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The command was understood and did not succeed.</summary>
    public const int Failure = 1;

    /// <summary>The command line is wrong; nothing was tried.</summary>
    public const int Usage = 2;

    /// <summary>Ctrl+C before there was a result, as shells report it.</summary>
    public const int Interrupted = 130;
}
