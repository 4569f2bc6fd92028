namespace LoopsMapping.Generator.Model;

/// <summary>
/// Where a class is declared, as far as the order of classes goes: which file, and which member of which member in it. What is written inside a
/// class changes neither.
/// </summary>
/// <param name="File">The file's path, with <c>/</c> on every system.</param>
/// <param name="Ordinals">From the file's root to the class.</param>
internal sealed record DeclarationPlace(string File, EquatableArray<int> Ordinals) : IComparable<DeclarationPlace>
{
    public int CompareTo(DeclarationPlace? other)
    {
        if (other is null)
            return 1;
        var order = string.CompareOrdinal(File, other.File);
        for (var i = 0; order == 0 && i < Math.Min(Ordinals.Count, other.Ordinals.Count); i++)
            order = Ordinals[i].CompareTo(other.Ordinals[i]);
        return order != 0 ? order : Ordinals.Count.CompareTo(other.Ordinals.Count);
    }
}
