namespace LoopsMapping.Segment.Tests.Harness;

/// <summary>Messages as SDKs send them.</summary>
internal static class Message
{
    public static string Identify(string user, string? id = null, string more = "")
        => $$"""{"type":"identify","userId":"{{user}}","messageId":"{{id ?? Guid.NewGuid().ToString()}}","traits":{"email":"{{user}}@example.com","firstName":"Ada"}{{more}}}""";

    public static string Track(string user, string name, string? id = null, string more = "")
        => $$$"""{"type":"track","userId":"{{{user}}}","messageId":"{{{id ?? Guid.NewGuid().ToString()}}}","event":"{{{name}}}","properties":{"plan":"pro"},"context":{"traits":{"email":"{{{user}}}@example.com"}}{{{more}}}}""";
}
