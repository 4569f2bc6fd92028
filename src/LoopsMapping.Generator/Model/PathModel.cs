using System.Globalization;
using System.Text;

namespace LoopsMapping.Generator.Model;

/// <summary>A way into a message of a Segment SDK, from its root.</summary>
internal sealed record PathModel(EquatableArray<PathStep> Steps)
{
    public static PathModel Of(params string[] names) => new(new EquatableArray<PathStep>(names.Select(static name => new PathStep(name))));

    /// <summary>The one name below a member of the root; <see langword="null"/> for what is not right below it.</summary>
    public string? NameIn(string root) => Steps is [{ Name: var first }, { Name: { } name }] && first == root ? name : null;

    /// <summary>As Segment writes it: <c>$.traits.list[0]['a b']</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("$");
        foreach (var step in Steps)
        {
            if (step.Name is not { } name)
                text.Append('[').Append(step.Index.ToString(CultureInfo.InvariantCulture)).Append(']');
            else if (name.All(static c => char.IsLetterOrDigit(c) || c is '_' or '-' or '$'))
                text.Append('.').Append(name);
            else
                text.Append("['").Append(name).Append("']");
        }
        return text.ToString();
    }
}

/// <summary>One step: to the member of a name, or to the item of an array.</summary>
internal readonly record struct PathStep(string? Name, int Index = 0)
{
    public static PathStep To(int index) => new(null, index);
}
