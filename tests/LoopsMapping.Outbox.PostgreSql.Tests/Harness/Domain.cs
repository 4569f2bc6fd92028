namespace LoopsMapping.Outbox.PostgreSql.Tests.Harness;

[LoopsContact]
public sealed record Person([LoopsUserId] string Id, string Email, int? Step = null);

[LoopsEvent("Stepped")]
public sealed record Stepped([LoopsUserId] string Id, int Step)
{
    // A contact that Loops does not know is made of it.
    public string Email => $"{Id}@example.com";
}

[LoopsDestination]
public partial class AppLoops;
