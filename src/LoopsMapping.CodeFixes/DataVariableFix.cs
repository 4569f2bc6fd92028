using System.Collections.Immutable;
using System.Composition;
using System.Text;
using LoopsMapping.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoopsMapping.CodeFixes;

/// <summary>LOOPS037: gives a member the name that the email knows it by, or the class the members that it lacks.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DataVariableFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.MissingDataVariable);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new FirstOfferFixAllProvider(nameof(DataVariableFix));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var fix = await NearNameRename.FindAsync(context, diagnostic, nameof(DataVariableFix)).ConfigureAwait(false)
                ?? await AddMembersAsync(context, diagnostic).ConfigureAwait(false);
            if (fix is not null)
                context.RegisterCodeFix(fix, diagnostic);
        }
    }

    private static async Task<CodeAction?> AddMembersAsync(CodeFixContext context, Diagnostic diagnostic)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (diagnostic.Properties.ContainsKey(DriftProperties.Near)
            || root?.FindToken(diagnostic.Location.SourceSpan.Start).Parent is not TypeDeclarationSyntax declaration
            || model?.GetDeclaredSymbol(declaration, context.CancellationToken) is not { } type
            || !diagnostic.Properties.TryGetValue(DriftProperties.Name, out var missing) || missing is null)
        {
            return null;
        }
        var (text, setter) = (NewMember.Text(model, declaration), NewMember.Setter(model.Compilation, declaration));
        if (setter == "set" && type.IsReadOnly)
            return null;

        var names = new HashSet<string>(StringComparer.Ordinal);
        var members = new List<NewMember>();
        foreach (var variable in missing.Split('\n'))
        {
            var name = MemberName(variable);
            // A recipient's member has this name, and is no data variable.
            if (SyntaxFacts.IsValidIdentifier(name) && name != "Email" && NewMember.IsFree(type, name) && names.Add(name))
                members.Add(new(text, name, setter, WireNames.CamelCase(name) == variable ? null : variable));
        }
        return members.Count == 0 ? null : CodeAction.Create(
            members.Count == 1 ? $"Add '{text} {names.Single()}'" : $"Add {string.Join(", ", names)}",
            cancellationToken => NewMember.AddAsync(context.Document, declaration, type, members, cancellationToken), nameof(DataVariableFix));
    }

    /// <summary>The C# name of a data variable: <c>order_id</c> → <c>OrderId</c>.</summary>
    private static string MemberName(string variable)
    {
        var name = new StringBuilder(variable.Length);
        var startsWord = true;
        foreach (var c in variable)
        {
            if (c is not ('_' or '-'))
                name.Append(startsWord ? char.ToUpperInvariant(c) : c);
            startsWord = c is '_' or '-';
        }
        return name.Length > 0 && char.IsDigit(name[0]) ? "_" + name : name.ToString();
    }
}
