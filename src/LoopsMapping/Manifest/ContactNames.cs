namespace LoopsMapping.Manifest;

/// <summary>The contact properties that every account has.</summary>
internal static class ContactNames
{
    private static readonly HashSet<string> WellKnown = new(StringComparer.Ordinal) { "email", "userId", "firstName", "lastName", "source", "subscribed", "userGroup", "createdAt", "notes" };

    public static bool IsWellKnown(string name) => WellKnown.Contains(name);
}
