using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LoopsMapping.CodeFixes;

/// <summary>
/// "Fix all" that also works for dotnet format. To learn which fix is wanted, dotnet format asks about the first diagnostic that the
/// analyzer reports, whatever its rule; where that is not the fix's own, it hands over no key and would be given nothing. No key means
/// the first offer here.
/// </summary>
/// <param name="key">The equivalence key of the first offer.</param>
internal sealed class FirstOfferFixAllProvider(string key) : FixAllProvider
{
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => WellKnownFixAllProviders.BatchFixer.GetSupportedFixAllScopes();

    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
        => WellKnownFixAllProviders.BatchFixer.GetFixAsync(fixAllContext.CodeActionEquivalenceKey is null ? WithKey(fixAllContext) : fixAllContext);

    private FixAllContext WithKey(FixAllContext context)
    {
        var diagnostics = new SameDiagnostics(context);
        return context.Document is { } document
            ? new FixAllContext(document, context.CodeFixProvider, context.Scope, key, context.DiagnosticIds, diagnostics, context.CancellationToken)
            : new FixAllContext(context.Project, context.CodeFixProvider, context.Scope, key, context.DiagnosticIds, diagnostics, context.CancellationToken);
    }

    private sealed class SameDiagnostics(FixAllContext context) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
            => await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);

        public override async Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => await context.GetProjectDiagnosticsAsync(project).ConfigureAwait(false);
    }
}
