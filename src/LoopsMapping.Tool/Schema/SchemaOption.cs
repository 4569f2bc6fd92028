using System.CommandLine;

namespace LoopsMapping.Tool.Schema;

/// <summary><c>--schema</c>: which schema file is meant.</summary>
internal static class SchemaOption
{
    public static Option<string?> Create()
    {
        var option = new Option<string?>("--schema") { Description = "The schema file; by default the nearest one, from the project upwards.", HelpName = "FILE" };
        option.Validators.Add(static result =>
        {
            if (result.Tokens is [var file] && string.IsNullOrWhiteSpace(file.Value))
                result.AddError("--schema must not be blank.");
        });
        return option;
    }

    public static string? Path(string? value, ToolConsole console) => value is null ? null : System.IO.Path.GetFullPath(value, console.Folder);
}
