using System.Globalization;

namespace LoopsMapping.Tool.Outbox;

/// <summary>Records that were named and are not there.</summary>
internal static class MissingRecords
{
    public static string Text(IReadOnlyList<long> ids) => string.Join(", ", ids.Select(static id => id.ToString(CultureInfo.InvariantCulture)));
}
