using System.Security.Cryptography;
using System.Text;

namespace LoopsMapping.Testing.State;

/// <summary>Ids that look like Loops' (a cuid).</summary>
internal static class LoopsId
{
    private const string Characters = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const int Length = 24;

    public static string Create() => "c" + RandomNumberGenerator.GetString(Characters, Length);

    /// <summary>The same id for the same text, in every process.</summary>
    public static string Of(string text)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return "c" + string.Concat(hash.Take(Length).Select(static number => Characters[number % Characters.Length]));
    }
}
