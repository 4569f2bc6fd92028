namespace LoopsMapping.Generator;

/// <summary>The names of the pipeline's steps, for tests and for reading driver traces.</summary>
internal static class StepNames
{
    public const string Contacts = nameof(Contacts);
    public const string Events = nameof(Events);
    public const string Transactionals = nameof(Transactionals);
    public const string Destinations = nameof(Destinations);
    public const string Project = nameof(Project);
    public const string SegmentReference = nameof(SegmentReference);
    public const string SegmentProject = nameof(SegmentProject);
    public const string Collisions = nameof(Collisions);
    public const string MapSources = nameof(MapSources);
    public const string ClientSources = nameof(ClientSources);
    public const string ManifestSources = nameof(ManifestSources);
    public const string SegmentSources = nameof(SegmentSources);
    public const string SegmentClientSources = nameof(SegmentClientSources);
}
