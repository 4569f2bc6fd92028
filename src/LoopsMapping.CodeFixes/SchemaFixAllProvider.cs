using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LoopsMapping.CodeFixes;

/// <summary>
/// "Fix all" where an offer changes code or the schema file: the changes of code are merged as always, and those of the file, which the
/// merging passes over, are made one after the other.
/// </summary>
/// <param name="key">The equivalence key of the first offer.</param>
internal sealed class SchemaFixAllProvider(string key) : FixAllProvider
{
    private readonly FirstOfferFixAllProvider _ofCode = new(key);

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => _ofCode.GetSupportedFixAllScopes();

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var ofCode = await _ofCode.GetFixAsync(fixAllContext).ConfigureAwait(false);
        var ofFile = await SchemaActionsAsync(fixAllContext).ConfigureAwait(false);
        return ofFile.Count == 0 ? ofCode : CodeAction.Create(ofFile[0].Title, cancellationToken => ApplyAsync(ofCode, ofFile, fixAllContext.Solution, cancellationToken), key);
    }

    private static async Task<Solution> ApplyAsync(CodeAction? ofCode, List<SchemaAction> ofFile, Solution solution, CancellationToken cancellationToken)
    {
        if (ofCode is not null)
        {
            var operations = await ofCode.GetOperationsAsync(cancellationToken).ConfigureAwait(false);
            solution = operations.OfType<ApplyChangesOperation>().SingleOrDefault()?.ChangedSolution ?? solution;
        }
        foreach (var action in ofFile)
            solution = await action.ApplyAsync(solution, cancellationToken).ConfigureAwait(false);
        return solution;
    }

    private async Task<List<SchemaAction>> SchemaActionsAsync(FixAllContext context)
    {
        var actions = new List<SchemaAction>();
        foreach (var diagnostic in await DiagnosticsAsync(context).ConfigureAwait(false))
        {
            if (diagnostic.Location.SourceTree is not { } tree || context.Solution.GetDocument(tree) is not { } document)
                continue;
            SchemaAction? wanted = null;
            var offers = new CodeFixContext(document, diagnostic, (action, _) => wanted ??= action.EquivalenceKey == (context.CodeActionEquivalenceKey ?? key) ? action as SchemaAction : null, context.CancellationToken);
            await context.CodeFixProvider.RegisterCodeFixesAsync(offers).ConfigureAwait(false);
            if (wanted is not null)
                actions.Add(wanted);
        }
        return actions;
    }

    private static async Task<IEnumerable<Diagnostic>> DiagnosticsAsync(FixAllContext context)
    {
        var found = new List<Diagnostic>();
        if (context is { Scope: FixAllScope.Document, Document: { } document })
            found.AddRange(await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false));
        else
        {
            foreach (var project in context.Scope == FixAllScope.Solution ? context.Solution.Projects : ImmutableArray.Create(context.Project))
                found.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
        }
        return found.OrderBy(static diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(static diagnostic => diagnostic.Location.SourceSpan.Start);
    }
}
