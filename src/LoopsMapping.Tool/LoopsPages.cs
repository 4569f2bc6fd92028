namespace LoopsMapping.Tool;

/// <summary>Where in Loops a person does what its API cannot.</summary>
internal static class LoopsPages
{
    public const string Events = "https://app.loops.so/settings?page=events";
    public const string Lists = "https://app.loops.so/settings?page=lists";
    public const string Transactional = "https://app.loops.so/transactional";
}
