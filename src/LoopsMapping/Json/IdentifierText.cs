using System.Globalization;
using System.Numerics;

namespace LoopsMapping.Json;

/// <summary>Identifiers as text. What a database has not given yet (0, an empty Guid) is none.</summary>
internal static class IdentifierText
{
    public static string? Of<T>(T value)
        where T : struct, INumberBase<T>
        => T.IsZero(value) ? null : value.ToString(null, CultureInfo.InvariantCulture);

    public static string? Of(Guid value) => value == Guid.Empty ? null : value.ToString("D", CultureInfo.InvariantCulture);
}
