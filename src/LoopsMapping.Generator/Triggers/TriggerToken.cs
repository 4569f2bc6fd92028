using LoopsMapping.Generator.Model;

namespace LoopsMapping.Generator.Triggers;

internal enum TriggerTokenKind
{
    End,

    /// <summary>A path, a keyword or the name of a function.</summary>
    Word,
    Text,
    Number,
    Comparison,
    Not,
    Open,
    Close,
    OpenList,
    CloseList,
    Comma,
}

/// <summary>One word or sign of a trigger.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct TriggerToken(TriggerTokenKind Kind, int Start, int End)
{
    /// <summary>A keyword or a name as it is written, which is no path; <see langword="null"/> for anything else.</summary>
    public string? Word { get; init; }

    /// <summary>The text between the quotes, without escapes.</summary>
    public string? Text { get; init; }

    public double Number { get; init; }

    public Comparison Comparison { get; init; }

    /// <summary>The steps of a path.</summary>
    public EquatableArray<PathStep>? Path { get; init; }
}

/// <summary>What is wrong with a trigger, and where.</summary>
internal sealed record TriggerError(int Start, int End, string Message);
