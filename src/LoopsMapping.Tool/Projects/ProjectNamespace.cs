using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace LoopsMapping.Tool.Projects;

/// <summary>The namespace that new files of a project get.</summary>
internal static class ProjectNamespace
{
    public static string Of(FileInfo project)
    {
        try
        {
            var own = XDocument.Load(project.FullName).Descendants().LastOrDefault(static element => element.Name.LocalName == "RootNamespace")?.Value.Trim();
            if (!string.IsNullOrEmpty(own) && !own.Contains("$(", StringComparison.Ordinal))
                return own;
        }
        catch (Exception exception) when (exception is XmlException or IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"{project.FullName} cannot be read as a project: {exception.Message}");
        }
        // As the SDK makes one of a name.
        var name = new StringBuilder();
        foreach (var part in Path.GetFileNameWithoutExtension(project.Name).Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (name.Length > 0)
                name.Append('.');
            if (char.IsDigit(part[0]))
                name.Append('_');
            foreach (var c in part)
                name.Append(char.IsLetterOrDigit(c) ? c : '_');
        }
        return name.ToString();
    }
}
