using System.Globalization;
using System.Security;
using System.Text;
using System.Text.Json;

namespace LoopsMapping.Tool.Schema;

/// <summary>
/// <c>LoopsAccount.cs</c>: the ids of mailing lists and transactional emails as constants, so that annotations need no copied id. It says nothing
/// but what is in the schema file, so that the two can be compared.
/// </summary>
internal static class AccountCode
{
    /// <summary>What every class has, and a constant would hide.</summary>
    private static readonly HashSet<string> Inherited = new(StringComparer.Ordinal) { "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString" };

    public static string FileName(string? destination) => destination is null ? "LoopsAccount.cs" : $"LoopsAccount.{destination}.cs";

    /// <param name="schema">The account.</param>
    /// <param name="space">The namespace; empty for the global one.</param>
    /// <param name="destination">The destination that the schema is for alone.</param>
    /// <param name="schemaFile">The name of the schema file.</param>
    public static string Write(AccountSchema schema, string space, string? destination, string schemaFile)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"// What {schemaFile} names, for annotations. Written by \"{LoopsTool.Name} pull\"; changes made here are lost.\n\n");
        if (space.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $"namespace {space};\n\n");
        var prefix = destination is null or "Loops" ? "Loops" : destination;
        Append(text, $"{prefix}Lists", "The mailing lists of the account, for <c>[LoopsMailingList]</c>.", "List", schema.MailingLists.Select(static list => (list.Id, list.Name)));
        text.Append('\n');
        Append(text, $"{prefix}Transactionals", "The transactional emails of the account, for <c>[LoopsTransactional]</c>.", "Email", schema.TransactionalEmails.Select(static email => (email.Id, email.Name)));
        return text.ToString();
    }

    /// <summary>The namespace that a file has, so that one that was changed stays so.</summary>
    public static string? NamespaceOf(string code)
    {
        foreach (var line in code.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith("namespace ", StringComparison.Ordinal) && line.EndsWith(';'))
                return line["namespace ".Length..^1].Trim();
        }
        return null;
    }

    private static void Append(StringBuilder text, string className, string summary, string noun, IEnumerable<(string Id, string Name)> entries)
    {
        text.Append(CultureInfo.InvariantCulture, $"/// <summary>{summary}</summary>\ninternal static class {className}\n{{\n");
        var separator = "";
        foreach (var (identifier, id, name) in Named(entries, className, noun))
        {
            text.Append(separator);
            text.Append(CultureInfo.InvariantCulture, $"    /// <summary>{SecurityElement.Escape(Shown.Text(name, 200))}</summary>\n    public const string {identifier} = {Literal(id)};\n");
            separator = "\n";
        }
        text.Append("}\n");
    }

    /// <summary>
    /// Of entries that would be called the same the oldest keeps the name (ids grow), and each other gets a part of its own id: what is added later
    /// renames nothing.
    /// </summary>
    private static IEnumerable<(string Identifier, string Id, string Name)> Named(IEnumerable<(string Id, string Name)> entries, string className, string noun)
    {
        var taken = new HashSet<string>(Inherited, StringComparer.Ordinal) { className };
        var named = new List<(string Identifier, string Id, string Name)>();
        foreach (var (id, name) in entries.OrderBy(static entry => entry.Id, StringComparer.Ordinal))
        {
            var plain = Identifier(name, noun);
            var identifier = plain;
            var tail = Identifier(id, "");
            for (var length = Math.Min(6, tail.Length); !taken.Add(identifier); length++)
                identifier = length <= tail.Length ? $"{plain}_{tail[^length..]}" : $"{plain}_{tail}_{length.ToString(CultureInfo.InvariantCulture)}";
            named.Add((identifier, id, name));
        }
        return named.OrderBy(static entry => entry.Identifier, StringComparer.Ordinal);
    }

    /// <summary>Words in PascalCase: <c>Weekly news (EU)</c> → <c>WeeklyNewsEU</c>.</summary>
    private static string Identifier(string name, string noun)
    {
        var identifier = new StringBuilder();
        var startsWord = true;
        foreach (var rune in name.EnumerateRunes())
        {
            // What is outside the first plane may be no letter of C#.
            if (rune.IsBmp && (Rune.IsLetter(rune) || rune.Value is >= '0' and <= '9'))
            {
                identifier.Append(startsWord ? Rune.ToUpperInvariant(rune) : rune);
                startsWord = false;
            }
            else
            {
                startsWord = true;
            }
        }
        if (identifier.Length == 0 || char.IsAsciiDigit(identifier[0]))
            identifier.Insert(0, noun);
        return identifier.ToString();
    }

    private static string Literal(string text) => JsonSerializer.Serialize(text);
}
