using System.CommandLine;

namespace LoopsMapping.Tool.Projects;

/// <summary><c>--project</c>: whose settings are meant.</summary>
internal static class ProjectOption
{
    public static Option<FileInfo?> Create(string description) => new("--project")
    {
        Description = description,
        HelpName = "PATH",
        CustomParser = static result =>
        {
            if (ProjectSecrets.FindProject(result.Tokens[0].Value, out var problem) is { } file)
                return file;
            result.AddError($"--project: {problem}");
            return null;
        },
    };
}
