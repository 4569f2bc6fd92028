using System.Globalization;
using System.Text;

namespace LoopsMapping.Benchmarks.Segment;

/// <summary>Batches as a server's SDK sends them: half identify, half track, with a few traits and properties each.</summary>
internal static class Batches
{
    /// <summary>How many messages a batch has.</summary>
    public const int Size = 100;

    private const string IdPrefix = "node-next-1795466034423-5e1ec01e-b62b-4ca7-ac23-";

    /// <summary>A batch whose message ids begin at a number; every batch has the same length.</summary>
    public static byte[] Create(long first)
    {
        var messages = Enumerable.Range(0, Size).Select(i => i % 2 == 0 ? Identify(first + i) : Track(first + i));
        return Encoding.UTF8.GetBytes($$"""{"batch":[{{string.Join(',', messages)}}],"sentAt":"2026-11-23T20:33:55.000Z","writeKey":"benchmark"}""");
    }

    private static string Identify(long number) => $$$"""
        {"timestamp":"2026-11-23T20:33:54.423Z","integrations":{},"type":"identify","userId":"user-{{{User(number)}}}","traits":{"email":"user-{{{User(number)}}}@example.com","firstName":"Ada","lastName":"Lovelace","plan":"pro","company":"Analytical Engines","logins":42,"trial":false,"createdAt":"2024-01-17T12:00:00.000Z"},"context":{"library":{"name":"@segment/analytics-node","version":"3.1.0"}},"messageId":"{{{Id(number)}}}","_metadata":{"nodeVersion":"v20.20.2","jsRuntime":"node"}}
        """;

    private static string Track(long number) => $$$"""
        {"timestamp":"2026-11-23T20:33:54.424Z","integrations":{},"type":"track","event":"Order Completed","userId":"user-{{{User(number - 1)}}}","properties":{"order_id":"o-{{{User(number)}}}","total":129.9,"currency":"EUR","coupon":"SUMMER","items":3},"context":{"traits":{"email":"user-{{{User(number - 1)}}}@example.com"},"library":{"name":"@segment/analytics-node","version":"3.1.0"}},"messageId":"{{{Id(number)}}}","_metadata":{"nodeVersion":"v20.20.2","jsRuntime":"node"}}
        """;

    private static string Id(long number) => IdPrefix + number.ToString("D12", CultureInfo.InvariantCulture);

    private static string User(long number) => (number % 5_000).ToString("D4", CultureInfo.InvariantCulture);
}
