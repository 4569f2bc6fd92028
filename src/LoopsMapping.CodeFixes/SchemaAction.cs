using LoopsMapping.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.Text;

namespace LoopsMapping.CodeFixes;

/// <summary>A fix that changes the schema file and no code.</summary>
internal sealed class SchemaAction : CodeAction
{
    private readonly Solution _solution;
    private readonly string _path;
    private readonly Func<string, string> _edit;

    private SchemaAction(string title, string key, Solution solution, string path, Func<string, string> edit)
    {
        Title = title;
        EquivalenceKey = key;
        _solution = solution;
        _path = path;
        _edit = edit;
    }

    public override string Title { get; }

    public override string EquivalenceKey { get; }

    /// <summary>Adds the entry that a diagnostic misses; <see langword="null"/> when it names none, or the file is not at hand.</summary>
    public static SchemaAction? Add(Diagnostic diagnostic, Solution solution, string key)
        => diagnostic.Properties.TryGetValue(DriftProperties.Entry, out var entry) && entry is not null
            ? Create(diagnostic, solution, key, (name, file) => $"Add '{name}' to {file}", edit => text => edit.Add(text, entry))
            : null;

    /// <summary>Sets the type that a diagnostic finds in the code; <see langword="null"/> when the file is not at hand.</summary>
    public static SchemaAction? SetType(Diagnostic diagnostic, Solution solution, string key)
        => diagnostic.Properties.TryGetValue(DriftProperties.Type, out var type) && type is not null
            ? Create(diagnostic, solution, key, (name, file) => $"Say in {file} that '{name}' is a {type}", edit => text => edit.SetType(text, type))
            : null;

    /// <summary>The solution after the change of this action, on top of other changes.</summary>
    public async Task<Solution> ApplyAsync(Solution solution, CancellationToken cancellationToken)
    {
        // Projects that share the file have a document of it each.
        foreach (var project in solution.Projects)
        {
            foreach (var document in project.AdditionalDocuments)
            {
                if (PathOf(document) != _path)
                    continue;
                var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
                var (before, after) = (text.ToString(), _edit(text.ToString()));
                if (before != after)
                    solution = solution.WithAdditionalDocumentText(document.Id, text.WithChanges(Change(before, after)));
            }
        }
        return solution;
    }

    protected override Task<Solution?> GetChangedSolutionAsync(CancellationToken cancellationToken) => ApplyAsync(_solution, cancellationToken)!;

    private static SchemaAction? Create(Diagnostic diagnostic, Solution solution, string key, Func<string, string, string> title, Func<SchemaEdit, Func<string, string>> edit)
    {
        // dotnet format asks nobody: whether a name is to be in the account is no question of form.
        if (solution.Workspace.Kind == WorkspaceKind.MSBuild)
            return null;
        if (Property(DriftProperties.File) is not { } path || Property(DriftProperties.Section) is not { } section || Property(DriftProperties.Name) is not { } name)
            return null;
        var document = solution.Projects.SelectMany(static project => project.AdditionalDocuments).FirstOrDefault(document => PathOf(document) == path);
        return document is null ? null : new(title(name, document.Name), key, solution, path, edit(new(section, Property(DriftProperties.Event), name)));

        string? Property(string property) => diagnostic.Properties.TryGetValue(property, out var value) ? value : null;
    }

    private static string PathOf(TextDocument document) => document.FilePath ?? document.Name;

    private static TextChange Change(string before, string after)
    {
        var start = 0;
        while (start < before.Length && start < after.Length && before[start] == after[start])
            start++;
        var end = 0;
        while (end < before.Length - start && end < after.Length - start && before[before.Length - 1 - end] == after[after.Length - 1 - end])
            end++;
        return new(TextSpan.FromBounds(start, before.Length - end), after.Substring(start, after.Length - end - start));
    }
}
