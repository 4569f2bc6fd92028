using LoopsMapping.Generator.Model;

namespace LoopsMapping.Generator.Emitting;

/// <summary>Writes how a contact of Loops becomes a value of its class again.</summary>
internal sealed class ReaderEmitter
{
    private const string Reader = "global::LoopsMapping.Json.LoopsContactReader";

    private readonly EquatableArray<MemberModel> _members;

    private ReaderEmitter(EquatableArray<MemberModel> members) => _members = members;

    public static void Emit(SourceWriter source, MappingModel mapping, ReadModel reading)
        => new ReaderEmitter(mapping.Members).Emit(source, mapping.TypeName, reading);

    private void Emit(SourceWriter source, string typeName, ReadModel reading)
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

    private void WriteConstruction(SourceWriter source, string typeName, ReadModel reading, List<EnumModel> enums)
    {
        var parameters = reading.Parameters.Select(parameter => Expression(parameter, enums)).ToList();
        var initial = reading.Members.Where(static member => !member.IsSetAfterwards).Select(member => $"{Name(member)} = {Expression(member, enums)},").ToList();
        source.Line($"{typeName} value = new({(parameters.Count == 0 && initial.Count == 0 ? ");" : parameters.Count == 0 ? ")" : "")}");
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
    private void WriteAssignments(SourceWriter source, ReadModel reading, List<EnumModel> enums)
    {
        var i = 0;
        foreach (var member in reading.Members.Where(static member => member.IsSetAfterwards))
        {
            var local = $"member{i++}";
            source.Line($"if ({Value(member, enums)} is {{ }} {local})");
            source.Line($"    value.{Name(member)} = {local};");
        }
    }

    private string Expression(ReadMemberModel member, List<EnumModel> enums)
    {
        if (member.Place == ReadMemberModel.Nothing)
            return member.Default!;
        var sent = _members[member.Place];
        var value = Value(member, enums);
        if (member.IsRequired)
            return $"contact.Required({value}, {Literals.String(sent.WireName)}, {Literals.String(sent.Name)})";
        if (member.IsOptional)
            return member.Default is null or "default" ? value : $"{value} ?? {member.Default}";
        return $"{value} ?? {member.Default ?? (sent.Value.Kind == ValueKind.String ? "\"\"" : "default")}";
    }

    private string Value(ReadMemberModel member, List<EnumModel> enums)
    {
        var sent = _members[member.Place];
        var name = Literals.String(sent.WireName);
        if (sent.Role == MemberRole.MailingList)
            return $"contact.IsOnList({name})";
        return sent.Value.Kind switch
        {
            ValueKind.String => $"contact.Text({name})",
            ValueKind.Char => $"contact.Character({name})",
            ValueKind.Guid => $"contact.Identifier({name})",
            ValueKind.Uri => $"contact.Address({name})",
            ValueKind.Enum => $"ReadEnum{IndexOf(enums, sent.Value.Enum!)}(contact, {name})",
            ValueKind.Number => $"contact.Number<{member.TypeName}>({name})",
            ValueKind.Boolean => $"contact.Boolean({name})",
            _ => member.TypeName switch
            {
                "DateTime" => $"contact.UtcTime({name})",
                "DateOnly" => $"contact.Day({name})",
                _ => $"contact.Instant({name})",
            },
        };
    }

    private List<EnumModel> Enums(ReadModel reading)
    {
        var enums = new List<EnumModel>();
        foreach (var member in reading.Parameters.Concat(reading.Members))
        {
            if (member.Place != ReadMemberModel.Nothing && _members[member.Place].Value.Enum is { } @enum && IndexOf(enums, @enum) < 0)
                enums.Add(@enum);
        }
        return enums;
    }

    private string Name(ReadMemberModel member) => Identifiers.Escape(_members[member.Place].Name);

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
        source.Line($"{{ }} text => contact.Enum<{@enum.TypeName}>(name, text),");
        source.Close(";");
    }
}
