using LoopsMapping.Generator.Model;

namespace LoopsMapping.Generator.Emitting;

/// <summary>Writes how a contact of Loops becomes a value of its class again.</summary>
internal static class ReaderEmitter
{
    private const string Reader = "global::LoopsMapping.Json.LoopsContactReader";

    public static void Emit(SourceWriter source, string typeName, ReadModel reading)
    {
        var enums = Enums(reading);
        source.Line();
        source.Open($"protected override {typeName} ReadContact({Reader} contact)");
        WriteConstruction(source, typeName, reading, enums);
        WriteAssignments(source, reading, enums);
        source.Line("return value;");
        source.Close();
        for (var i = 0; i < enums.Count; i++)
            WriteEnum(source, enums[i], i);
    }

    private static void WriteConstruction(SourceWriter source, string typeName, ReadModel reading, List<EnumModel> enums)
    {
        var parameters = reading.Parameters.Select(parameter => Expression(parameter, enums)).ToList();
        var initial = reading.Members.Where(static member => !member.IsSetAfterwards).Select(member => $"{member.Name} = {Expression(member, enums)},").ToList();
        source.Line($"var value = new {typeName}({(parameters.Count == 0 && initial.Count == 0 ? ");" : parameters.Count == 0 ? ")" : "")}");
        for (var i = 0; i < parameters.Count; i++)
            source.Line($"    {parameters[i]}{(i < parameters.Count - 1 ? "," : initial.Count == 0 ? ");" : ")")}");
        if (initial.Count == 0)
            return;
        source.Open();
        foreach (var line in initial)
            source.Line(line);
        source.Close(";");
    }

    /// <summary>What Loops does not have leaves a member as the class made it.</summary>
    private static void WriteAssignments(SourceWriter source, ReadModel reading, List<EnumModel> enums)
    {
        var i = 0;
        foreach (var member in reading.Members.Where(static member => member.IsSetAfterwards))
        {
            var local = $"member{i++}";
            source.Line($"if ({Value(member, enums)} is {{ }} {local})");
            source.Line($"    value.{member.Name} = {local};");
        }
    }

    private static string Expression(ReadMemberModel member, List<EnumModel> enums)
    {
        if (member.TypeName.Length == 0)
            return member.Default!;
        var value = Value(member, enums);
        if (member.IsRequired)
            return $"contact.Required({value}, {Literals.String(member.WireName)}, {Literals.String(member.Name)})";
        if (member.IsOptional)
            return member.Default is null or "default" ? value : $"{value} ?? {member.Default}";
        return $"{value} ?? {member.Default ?? (member.Value.Kind == ValueKind.String ? "\"\"" : "default")}";
    }

    private static string Value(ReadMemberModel member, List<EnumModel> enums)
    {
        var name = Literals.String(member.WireName);
        if (member.Role == MemberRole.MailingList)
            return $"contact.IsOnList({name})";
        return member.Value.Kind switch
        {
            ValueKind.String => $"contact.Text({name})",
            ValueKind.Char => $"contact.Character({name})",
            ValueKind.Guid => $"contact.Identifier({name})",
            ValueKind.Uri => $"contact.Address({name})",
            ValueKind.Enum => $"ReadEnum{IndexOf(enums, member.Value.Enum!)}(contact, {name})",
            ValueKind.Number => $"contact.Number<{member.TypeName}>({name})",
            ValueKind.Boolean => $"contact.Boolean({name})",
            _ => member.TypeName switch
            {
                "global::System.DateTime" => $"contact.UtcTime({name})",
                "global::System.DateOnly" => $"contact.Day({name})",
                _ => $"contact.Instant({name})",
            },
        };
    }

    private static List<EnumModel> Enums(ReadModel reading)
    {
        var enums = new List<EnumModel>();
        foreach (var member in reading.Parameters.Concat(reading.Members))
        {
            if (member.Value.Enum is { } @enum && IndexOf(enums, @enum) < 0)
                enums.Add(@enum);
        }
        return enums;
    }

    private static int IndexOf(List<EnumModel> enums, EnumModel one) => enums.FindIndex(other => other.TypeName == one.TypeName);

    private static void WriteEnum(SourceWriter source, EnumModel @enum, int index)
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        source.Line();
        source.Open($"private static {@enum.TypeName}? ReadEnum{index}({Reader} contact, string name) => contact.Text(name) switch");
        source.Line("null => null,");
        foreach (var field in @enum.Fields)
        {
            // Of two values that are sent as one text, the first is meant.
            if (texts.Add(field.Text))
                source.Line($"{Literals.String(field.Text)} => {@enum.TypeName}.{Identifiers.Escape(field.Name)},");
        }
        source.Line($"var text => contact.Enum<{@enum.TypeName}>(name, text),");
        source.Close(";");
    }
}
