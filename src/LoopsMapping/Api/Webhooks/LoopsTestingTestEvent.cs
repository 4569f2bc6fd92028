namespace LoopsMapping;

/// <summary>The test that the page Settings → Webhooks sends (Loops: <c>testing.testEvent</c>). It is about nobody.</summary>
public sealed record LoopsTestingTestEvent() : LoopsWebhook(Name)
{
    internal const string Name = "testing.testEvent";

    /// <summary><c>test</c>; empty when Loops told none.</summary>
    public string Message { get => field ?? ""; init; }
}
