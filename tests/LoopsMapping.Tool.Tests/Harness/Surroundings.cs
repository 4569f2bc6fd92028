namespace LoopsMapping.Tool.Tests.Harness;

/// <summary>What a command finds around it.</summary>
internal sealed record Surroundings
{
    public Dictionary<string, string> Environment { get; init; } = [];

    public bool HasColors { get; init; }

    /// <summary>What is typed when it asks; <see langword="null"/> when nobody can be asked.</summary>
    public string? Answer { get; init; }

    public string Folder { get; init; } = AppContext.BaseDirectory;

    /// <summary>The columns of the terminal; <see langword="null"/> for a pipe.</summary>
    public int? Width { get; init; }

    public bool IsWatched { get; init; }

    /// <summary>How long a call to Loops may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
