using LoopsMapping.Manifest;

namespace LoopsMapping;

/// <summary>What the contact properties of an account lack of those that a destination sends.</summary>
/// <param name="Missing">Sent, and not in the account: they can be created.</param>
/// <param name="Conflicts">In the account with a type that does not take what is sent. The type of a property cannot be changed over the API.</param>
public sealed record LoopsPropertyPlan(IReadOnlyList<LoopsManifestProperty> Missing, IReadOnlyList<LoopsPropertyConflict> Conflicts)
{
    internal static readonly LoopsPropertyPlan Nothing = new([], []);

    /// <summary>Compares a destination with an account.</summary>
    /// <param name="manifest">What the destination sends.</param>
    /// <param name="account">All contact properties of the account.</param>
    public static LoopsPropertyPlan Of(LoopsManifest manifest, IEnumerable<LoopsContactPropertyInfo> account)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(account);
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in account)
            known[property.Key] = property.Type;
        var missing = new List<LoopsManifestProperty>();
        var conflicts = new List<LoopsPropertyConflict>();
        foreach (var property in manifest.ContactProperties)
        {
            if (!known.TryGetValue(property.Name, out var type))
                missing.Add(property);
            else if (!PropertyTypes.Fit(property.Type, type))
                conflicts.Add(new(property.Name, property.Type, type));
        }
        return new(missing, conflicts);
    }
}

/// <summary>A contact property that does not take what is sent.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sent">What the destination sends.</param>
/// <param name="InLoops">The type in the account, as Loops says it: <c>string</c>, <c>number</c>, <c>boolean</c>, <c>date</c>.</param>
public sealed record LoopsPropertyConflict(string Name, LoopsPropertyType Sent, string InLoops);
