using System.Globalization;

namespace LoopsMapping.Testing.Pages;

/// <summary>The events that arrived with their properties, the newest first.</summary>
internal static class EventsPage
{
    public static string Write(string team, string path, IReadOnlyList<LoopsServerEvent> events)
    {
        var html = new HtmlText();
        if (events.Count > 0)
            WriteTable(html, events);
        var summary = events.Count switch { 0 => "No events yet.", 1 => "1 event", _ => $"{events.Count} events, the newest first" };
        return PageLayout.Write(team, path, "Events", summary, html.ToString());
    }

    private static void WriteTable(HtmlText html, IReadOnlyList<LoopsServerEvent> events)
    {
        html.Raw("<div class=\"scroll\"><table>\n<thead><tr><th>Received (UTC)</th><th>Event</th><th>Email</th><th>User ID</th><th>Properties</th><th>Idempotency key</th></tr></thead>\n<tbody>\n");
        foreach (var received in events.Reverse())
        {
            html.Raw("<tr><td><time>")
                .Text(received.ReceivedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture))
                .Raw("</time></td>")
                .Cell(received.Name)
                .IdCell(received.Email)
                .IdCell(received.UserId)
                .Cell(HtmlText.Values(received.Properties))
                .IdCell(received.IdempotencyKey)
                .Raw("</tr>\n");
        }
        html.Raw("</tbody>\n</table></div>");
    }
}
