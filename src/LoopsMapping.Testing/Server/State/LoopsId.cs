using System.Security.Cryptography;

namespace LoopsMapping.Testing.State;

internal static class LoopsId
{
    /// <summary>An id that looks like one of Loops' (a cuid).</summary>
    public static string Create() => "c" + RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", 24);
}
