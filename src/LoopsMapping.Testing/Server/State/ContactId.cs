using System.Security.Cryptography;

namespace LoopsMapping.Testing.State;

internal static class ContactId
{
    /// <summary>An id that looks like one of Loops' (a cuid).</summary>
    public static string Create() => "c" + RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", 24);
}
