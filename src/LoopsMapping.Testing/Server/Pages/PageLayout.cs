namespace LoopsMapping.Testing.Pages;

/// <summary>What is around every page.</summary>
internal static class PageLayout
{
    private const string Style = """
        body { font: 15px/1.5 system-ui, sans-serif; color: #1c1c1c; background: #fafafa; margin: 0 auto; max-width: 1320px; padding: 0 24px 48px; }
        header { display: flex; align-items: baseline; gap: 24px; border-bottom: 1px solid #ddd; padding: 20px 0 12px; }
        header strong { flex: 1; font-size: 17px; }
        header strong a { color: inherit; }
        a { color: #b4390f; text-decoration: none; }
        a:hover { text-decoration: underline; }
        a[aria-current] { color: #1c1c1c; font-weight: 600; }
        h1 { font-size: 24px; margin: 28px 0 4px; }
        p { color: #666; margin: 0 0 20px; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; background: #fff; border: 1px solid #ddd; }
        th { text-align: left; font-size: 13px; font-weight: 600; color: #666; background: #f3f3f3; white-space: nowrap; }
        th, td { padding: 8px 12px; border-bottom: 1px solid #e8e8e8; vertical-align: top; }
        td.id { min-width: 165px; overflow-wrap: anywhere; }
        time { white-space: nowrap; }
        td.none { color: #aaa; }
        dl { margin: 0; min-width: 220px; overflow-wrap: anywhere; }
        dt { display: inline; color: #666; }
        dt::after { content: ":"; }
        dd { display: inline; margin: 0; font-variant-numeric: tabular-nums; }
        """;

    public static string Write(string team, string path, string title, string summary, string content)
    {
        var html = new HtmlText()
            .Raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
            .Text($"{title} · {team}").Raw("</title>\n<style>\n").Raw(Style).Raw("\n</style>\n</head>\n<body>\n<header><strong><a href=\"/\">").Text(team).Raw("</a></strong>");
        Link(html, "/audience", "Audience", path);
        Link(html, "/events", "Events", path);
        return html.Raw("</header>\n<main>\n<h1>").Text(title).Raw("</h1>\n<p>").Text(summary).Raw("</p>\n").Raw(content).Raw("\n</main>\n</body>\n</html>\n").ToString();
    }

    private static void Link(HtmlText html, string target, string name, string path)
        => html.Raw($"<a href=\"{target}\"{(target == path ? " aria-current=\"page\"" : "")}>{name}</a>");
}
