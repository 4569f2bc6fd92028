using System.Globalization;

namespace Quickstart;

/// <summary>What can be asked of this program.</summary>
internal static class Arguments
{
    public const string Usage = "Usage: dotnet run --project samples/Quickstart [-- --kill-after N], where N is 0, 1 or 2: how many answers of Loops it lives to see.";

    public static bool TryRead(string[] args, out int? killAfter)
    {
        killAfter = null;
        if (args.Length == 0)
            return true;
        if (args is not ["--kill-after", var text] || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var answers) || answers > 2)
            return false;
        killAfter = answers;
        return true;
    }
}
