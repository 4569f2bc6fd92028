namespace LoopsMapping.Testing.State;

/// <summary>Names of contact properties that no custom property can have.</summary>
internal static class PropertyNames
{
    /// <summary>What every team has, in the order in which Loops lists it.</summary>
    public static readonly IReadOnlyList<LoopsServerContactProperty> Defaults =
    [
        new("firstName", LoopsServerPropertyType.Text),
        new("lastName", LoopsServerPropertyType.Text),
        new("email", LoopsServerPropertyType.Text),
        new("notes", LoopsServerPropertyType.Text),
        new("source", LoopsServerPropertyType.Text),
        new("userGroup", LoopsServerPropertyType.Text),
        new("userId", LoopsServerPropertyType.Text),
        new("subscribed", LoopsServerPropertyType.Boolean),
        new("createdAt", LoopsServerPropertyType.Date),
    ];

    private static readonly HashSet<string> Reserved = ["id", "listId", "softDeleteAt", "teamId", "updatedAt", "optInStatus"];

    /// <summary>Names that Loops keeps for itself.</summary>
    public static bool IsReserved(string name) => Reserved.Contains(name);

    public static bool IsDefault(string name) => Defaults.Any(property => property.Name == name);

    public static bool IsTaken(string name) => IsReserved(name) || IsDefault(name) || name is "mailingLists";
}
