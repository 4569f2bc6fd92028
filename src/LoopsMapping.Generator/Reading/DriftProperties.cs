namespace LoopsMapping.Generator.Reading;

/// <summary>What a diagnostic about the account tells its fix.</summary>
internal static class DriftProperties
{
    /// <summary>The path of the schema file.</summary>
    public const string File = nameof(File);

    /// <summary>The name that is not there.</summary>
    public const string Name = nameof(Name);

    /// <summary>The name that was meant, if one is near.</summary>
    public const string Near = nameof(Near);

    /// <summary>The list of the file that the name would be in.</summary>
    public const string Section = nameof(Section);

    /// <summary>The event whose property it is.</summary>
    public const string Event = nameof(Event);

    /// <summary>The entry that the file would have.</summary>
    public const string Entry = nameof(Entry);

    /// <summary>The type that the file would say.</summary>
    public const string Type = nameof(Type);

    /// <summary>Whether a format would make text of the value, which the file says it is.</summary>
    public const string CanFormat = nameof(CanFormat);
}
