using System.Globalization;
using LoopsMapping.Generator.Model;

namespace LoopsMapping.Generator.Emitting;

/// <summary>The methods that say what Loops gets for the text of an enum in a message.</summary>
internal sealed class SegmentEnums(SegmentModel segment)
{
    private readonly List<EnumModel> _enums =
    [
        .. segment.Members.Where(static member => member.Member is { Value.Enum: not null, Role: not (MemberRole.Email or MemberRole.UserId) })
            .Select(static member => member.Member.Value.Enum!).GroupBy(static one => one.TypeName).Select(static same => same.First()),
    ];

    public string Method(EnumModel one) => $"Text{_enums.FindIndex(other => other.TypeName == one.TypeName).ToString(CultureInfo.InvariantCulture)}";

    public void Write(SourceWriter source)
    {
        foreach (var one in _enums)
            Write(source, one, Method(one));
    }

    private static void Write(SourceWriter source, EnumModel one, string method)
    {
        source.Line();
        source.Line("// The text that is sent, else a name or a number of the enum.");
        source.Line($"private static string? {method}(string text) => text switch");
        source.Open();
        foreach (var text in one.Fields.Select(static field => field.Text).Distinct(StringComparer.Ordinal))
            source.Line($"{Literals.String(text)} => text,");
        source.Line($"_ => global::System.Enum.TryParse(text, ignoreCase: true, out {one.TypeName} value) ? {method}(value) : null,");
        source.Close(";");
        source.Line();
        source.Line($"private static string? {method}({one.TypeName} value) => value switch");
        source.Open();
        foreach (var field in one.Fields)
            source.Line($"{one.TypeName}.{Identifiers.Escape(field.Name)} => {Literals.String(field.Text)},");
        // A number that is no value of it has no name.
        source.Line("_ => value.ToString() is { } name && (name[0] == '-' || char.IsDigit(name[0])) ? null : value.ToString(),");
        source.Close(";");
    }
}
