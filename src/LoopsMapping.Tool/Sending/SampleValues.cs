using System.Globalization;
using LoopsMapping.Generator.Schema;
using LoopsMapping.Tool.Mappings;

namespace LoopsMapping.Tool.Sending;

/// <summary>The values of a test: those that are given, and for the rest one that the type allows.</summary>
internal sealed class SampleValues
{
    private const string DateFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private readonly Dictionary<LoopsManifestField, object> _given;
    private readonly DateTimeOffset _now;

    private SampleValues(Dictionary<LoopsManifestField, object> given, DateTimeOffset now) => (_given, _now) = (given, now);

    /// <param name="mapping">What is sent.</param>
    /// <param name="settings">Texts like <c>plan=Pro</c>, with names of Loops or members of C#.</param>
    /// <param name="now">Today.</param>
    /// <exception cref="ToolException">A name or a value cannot be meant, or one that cannot be made is missing.</exception>
    public static SampleValues Of(LoopsManifestMapping mapping, IReadOnlyList<string> settings, DateTimeOffset now)
    {
        var given = new Dictionary<LoopsManifestField, object>();
        foreach (var setting in settings)
        {
            var end = setting.IndexOf('=', StringComparison.Ordinal);
            var (name, text) = (setting[..end], setting[(end + 1)..]);
            var sent = Find(mapping, name);
            given[sent] = Parse(sent, name, text);
        }
        var missing = mapping.Fields.Where(sent => sent is { Computed: true, Constant: null, Place: not LoopsManifestPlace.Identity and not LoopsManifestPlace.IdempotencyKey } && !given.ContainsKey(sent)).ToList();
        if (missing.Count > 0)
        {
            throw new ToolException(
                $"The code of {mapping.Type} makes {(missing.Count == 1 ? "a value" : "values")} that this tool, which does not run it, cannot make: {string.Join(", ", missing.Select(static sent => sent.Member))}. "
                + $"Give {(missing.Count == 1 ? "it" : "them")}: {string.Join(" ", missing.Select(static sent => $"--set {sent.Name}=…"))}");
        }
        return new(given, now);
    }

    /// <summary>The value to send; <see langword="null"/> for none.</summary>
    public object? Of(LoopsManifestField sent)
    {
        if (sent.Constant is { } constant)
            return constant;
        if (_given.TryGetValue(sent, out var value))
            return value;
        // Nobody is put on a list, taken off one or subscribed again by a test that does not say so.
        if (sent.Place is not (LoopsManifestPlace.Contact or LoopsManifestPlace.Event or LoopsManifestPlace.DataVariable) || sent is { Place: LoopsManifestPlace.Contact, Name: "subscribed" })
            return null;
        return Make(sent);
    }

    private object Make(LoopsManifestField sent) => sent.Type switch
    {
        LoopsManifestType.Number => 1d,
        LoopsManifestType.Boolean => true,
        LoopsManifestType.Date => Date(_now),
        LoopsManifestType.List => new[] { sent.Items.ToDictionary(static item => item.Name, Make, StringComparer.Ordinal) },
        _ => sent.Values.Count > 0 ? sent.Values[0] : "Test",
    };

    private static LoopsManifestField Find(LoopsManifestMapping mapping, string name)
    {
        var settable = mapping.Fields.Where(static sent => sent is { Constant: null } and not { Place: LoopsManifestPlace.Identity, Name: "email" } && sent.Place is not (LoopsManifestPlace.CustomAttributes or LoopsManifestPlace.MailingLists or LoopsManifestPlace.Attachments or LoopsManifestPlace.IdempotencyKey)).ToList();
        if (name == "email")
            throw new ToolException("Say who gets it with --email.");
        // The same name can stand in two places; its path tells them apart.
        if (settable.Find(sent => FieldText.Path(sent) == name) is { } exact)
            return exact;
        var found = settable.Where(sent => sent.Name == name || sent.Member == name).ToList();
        if (found.Count == 1)
            return found[0];
        if (found.Count > 1)
            throw new ToolException($"{mapping.Type} sends {name} in several places. Say which one: {string.Join(" or ", found.Select(FieldText.Path))}.");
        var near = NearName.Find(name, settable.Select(static sent => sent.Name)) ?? NearName.Find(name, settable.Select(static sent => sent.Member!));
        throw new ToolException($"{mapping.Type} sends no {Shown.Text(name)}{(near is null ? $", but {string.Join(", ", settable.Select(static sent => sent.Name))}" : $". Did you mean \"{near}\"?")}");
    }

    private static object Parse(LoopsManifestField sent, string name, string text)
    {
        switch (sent.Type)
        {
            case LoopsManifestType.Number:
                if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
                    return number;
                throw Wrong("a number, such as 1 or 2.5");
            case LoopsManifestType.Boolean:
                if (bool.TryParse(text, out var boolean))
                    return boolean;
                throw Wrong("true or false");
            case LoopsManifestType.Date:
                if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
                    return text.Length == "yyyy-MM-dd".Length ? text : Date(date);
                throw Wrong("a date, such as 2026-01-31 or 2026-01-31T10:00:00Z");
            case LoopsManifestType.List or LoopsManifestType.Other:
                throw new ToolException($"--set cannot give {name}: it is a list, and is sent with one item.");
            default:
                if (sent.Values.Count == 0 || sent.Computed || sent.Values.Contains(text))
                    return text;
                var near = NearName.Find(text, sent.Values);
                throw new ToolException($"--set {name} takes one of {string.Join(", ", sent.Values)}{(near is null ? "." : $". Did you mean \"{near}\"?")}");
        }

        ToolException Wrong(string what) => new($"--set {name} takes {what}, and \"{Shown.Text(text)}\" is none.");
    }

    private static string Date(DateTimeOffset date) => date.UtcDateTime.ToString(DateFormat, CultureInfo.InvariantCulture);
}
