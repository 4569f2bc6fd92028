using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LoopsMapping.Generator.Schema;

/// <summary>One schema file and what it says. Its text is read once, however many classes and edits ask.</summary>
internal sealed class AccountFile
{
    private static readonly ConditionalWeakTable<SourceText, StrongBox<(AccountSchema?, SchemaProblem?)>> ReadTexts = new();

    private readonly SourceText? _text;

    private AccountFile(AdditionalText file, CancellationToken cancellationToken)
    {
        File = file;
        _text = file.GetText(cancellationToken);
        (Schema, Problem) = _text is null ? (null, new("cannot be opened: look at who may read it", default)) : Read(_text, cancellationToken);
    }

    public AdditionalText File { get; }

    public string Path => File.Path;

    /// <summary>The file's name, as messages have it.</summary>
    public string Name => SchemaFileName.Of(Path);

    /// <summary>What the account has; <see langword="null"/> when the file cannot be read.</summary>
    public AccountSchema? Schema { get; }

    public SchemaProblem? Problem { get; }

    public static AccountFile Read(AdditionalText file, CancellationToken cancellationToken) => new(file, cancellationToken);

    /// <summary>Where the problem is.</summary>
    public Location Locate(SchemaProblem problem)
        => Location.Create(Path, problem.Place, _text?.Lines.GetLinePositionSpan(problem.Place) ?? default);

    private static (AccountSchema?, SchemaProblem?) Read(SourceText text, CancellationToken cancellationToken)
    {
        if (!ReadTexts.TryGetValue(text, out var read))
        {
            // Not under the table's lock, and not kept when it was cancelled.
            var fresh = new StrongBox<(AccountSchema?, SchemaProblem?)>(SchemaReader.Read(text, cancellationToken));
            read = ReadTexts.GetValue(text, _ => fresh);
        }
        return read.Value;
    }
}
