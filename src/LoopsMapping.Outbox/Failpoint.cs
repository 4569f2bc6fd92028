namespace LoopsMapping.Outbox;

/// <summary>The points at which a crash is the hardest on an outbox. The crash tests die there; nothing else listens.</summary>
internal static class Failpoint
{
    public const string BeforeCommit = "before-commit";
    public const string AfterCommit = "after-commit";
    public const string AfterSlot = "after-slot";
    public const string AfterFirstAttemptMark = "after-first-attempt-mark";
    public const string BeforeCompletion = "before-completion";
    public const string MidCompletion = "mid-completion";

    public static Action<string>? Reached { get; set; }

    public static void Reach(string label) => Reached?.Invoke(label);
}
