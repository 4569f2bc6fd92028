using LoopsMapping.Generator.Model;

namespace LoopsMapping.Generator.Emitting;

/// <summary>Writes the map of one annotated class: the request body, member by member.</summary>
internal static class MapEmitter
{
    public static string Emit(MappingModel mapping, EquatableArray<string> collisions)
    {
        var name = GeneratedNames.MapClass(mapping, collisions);
        var source = new SourceWriter();
        FileHeader.Write(source);
        source.Open($"namespace {GeneratedNames.MapNamespace(mapping)}");
        source.Line($"/// <summary>What is sent of a <see cref=\"{MappingDocs.Cref(mapping)}\"/>: <c>{MappingDocs.Endpoint(mapping)}</c>.</summary>");
        source.Line(FileHeader.GeneratedCode);
        source.Open($"internal sealed class {name} : global::LoopsMapping.Loops{mapping.Kind}Map<{mapping.TypeName}>");
        source.Line($"public static readonly {name} Instance = new {name}();");
        source.Line();
        source.Line($"private {name}()");
        source.Line($"    : base({Literals.String(mapping.EventName ?? mapping.DisplayName)})");
        source.Open();
        source.Close();
        source.Line();
        source.Open($"protected override void WriteBody(ref global::LoopsMapping.Json.LoopsJsonWriter writer, {mapping.TypeName} value)");
        WriteBody(source, mapping);
        source.Close();
        WriteEnums(source, mapping);
        source.Close();
        source.Close();
        return source.ToString();
    }

    private static void WriteBody(SourceWriter source, MappingModel mapping)
    {
        if (mapping.EventName is { } eventName)
            source.Line($"writer.WriteRaw({Literals.Utf8($",\"eventName\":\"{Literals.Json(eventName)}\"")});");

        Section(source, mapping, MemberRole.Email, MemberRole.UserId, "Whose it is: one of these must have a value.", spaced: mapping.EventName is not null);
        Section(source, mapping, MemberRole.ContactProperty, MemberRole.ContactProperty, "Properties of the contact. Null is not sent, and changes nothing.");
        NestedObject(source, mapping, MemberRole.EventProperty, MemberRole.EventProperty, "eventProperties", "Properties of the event. Null is not sent.");
        NestedObject(source, mapping, MemberRole.MailingList, MemberRole.MailingLists, "mailingLists", "Mailing lists: true adds the contact, false removes it, null changes nothing.");
    }

    private static void Section(SourceWriter source, MappingModel mapping, MemberRole first, MemberRole second, string comment, bool spaced = true)
    {
        if (!mapping.Has(first) && !mapping.Has(second))
            return;
        if (spaced && (first != MemberRole.ContactProperty || mapping.EventName is not null || mapping.Has(MemberRole.Email) || mapping.Has(MemberRole.UserId)))
            source.Line();
        source.Line($"// {comment}");
        Members(source, mapping, first, second);
    }

    private static void NestedObject(SourceWriter source, MappingModel mapping, MemberRole first, MemberRole second, string name, string comment)
    {
        if (!mapping.Has(first) && !mapping.Has(second))
            return;
        var segment = Literals.Utf8($",\"{name}\":");
        source.Line();
        source.Line($"// {comment}");
        source.Line($"var {name} = writer.BeginObject({segment});");
        Members(source, mapping, first, second);
        source.Line($"writer.EndObject({name}, {segment});");
    }

    /// <summary>The members of two roles, all of the first before all of the second.</summary>
    private static void Members(SourceWriter source, MappingModel mapping, MemberRole first, MemberRole second)
    {
        foreach (var member in mapping.Members)
        {
            if (member.Role == first)
                source.Line(MemberStatement.For(member));
        }
        foreach (var member in mapping.Members)
        {
            if (second != first && member.Role == second)
                source.Line(MemberStatement.For(member));
        }
    }

    private static void WriteEnums(SourceWriter source, MappingModel mapping)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in mapping.Members)
        {
            if (member.Value is not { Enum: { } @enum } value)
                continue;
            if (written.Add(@enum.TypeName))
            {
                source.Line();
                source.Open($"private static string Text({@enum.TypeName} value) => value switch");
                foreach (var field in @enum.Fields)
                    source.Line($"{@enum.TypeName}.{Literals.Identifier(field.Name)} => {Literals.String(field.Text)},");
                source.Line("_ => value.ToString(),");
                source.Close(";");
            }
            if (value.CanBeNull && written.Add(@enum.TypeName + "?"))
            {
                source.Line();
                source.Line($"private static string? Text({@enum.TypeName}? value) => value is {{ }} present ? Text(present) : null;");
            }
        }
    }
}
