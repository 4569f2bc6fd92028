using System.Globalization;
using LoopsMapping.Testing;
using Spectre.Console;

namespace LoopsMapping.Tool.Serving;

/// <summary>A line for each request, for people. Nothing is wrapped or redrawn, so that it can be scrolled, searched and piped.</summary>
internal sealed class TerminalView(ToolConsole console) : IServeView
{
    private const string ApiRoot = "/api/v1/";
    private const int MethodWidth = 7;
    private const int PathWidth = 20;
    private const int WhoWidth = 24;

    private static readonly Style Plain = Style.Plain;
    private static readonly Style Dim = new(decoration: Decoration.Dim);
    private static readonly Style Bold = new(decoration: Decoration.Bold);
    private static readonly Style Good = new(Color.Green);
    private static readonly Style Bad = new(Color.Red);
    private static readonly Style Event = new(Color.Aqua);

    private readonly AnsiWriter _writer = new(console.Output, console.Capabilities);
    private readonly Lock _gate = new();

    public void Started(LoopsServer server, LoopsServerOptions options)
    {
        lock (_gate)
        {
            Line(("A local Loops is running. It answers like Loops and mails nobody.", Bold));
            Line();
            Setting("Loops:BaseAddress", server.BaseAddress.AbsoluteUri);
            Setting("Loops:ApiKey", options.ApiKey is not null ? "the one given with --api-key" : "any key");
            Setting("Audience", new Uri(server.BaseAddress, "/audience").AbsoluteUri);
            Setting("Events", new Uri(server.BaseAddress, "/events").AbsoluteUri);
            if (options.JournalPath is { } journal)
                Setting("Journal", $"{journal} ({Content(server)})");
            Line();
            Line((options.JournalPath is null ? "Ctrl+C stops it and forgets what arrived. Requests:" : "Ctrl+C stops it; the journal keeps what arrived. Requests:", Dim));
            Line();
        }
    }

    public void Received(RequestSummary request)
    {
        var path = request.Path.StartsWith(ApiRoot, StringComparison.Ordinal) ? request.Path[ApiRoot.Length..] : request.Path;
        var isRefused = request.Status >= 400;
        List<(string, Style)> parts =
        [
            (request.Time.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture), Dim),
            (Shown.Text(request.Method).PadRight(MethodWidth), Plain),
            (Shown.Text(path).PadRight(PathWidth), Plain),
            (request.Status.ToString(CultureInfo.InvariantCulture), isRefused ? Bad : Good),
        ];
        List<(string, Style)> rest = [];
        if ((request.EventName ?? request.TransactionalId) is { } what)
            rest.Add((Shown.Text(what), Event));
        if (isRefused)
            rest.Add((Refusal(request), Bad));
        if ((request.Email ?? request.UserId) is { } who)
            parts.Add((rest.Count > 0 ? Shown.Text(who).PadRight(WhoWidth) : Shown.Text(who), Plain));
        parts.AddRange(rest);
        lock (_gate)
            Line([.. parts]);
    }

    public void Stopped(LoopsServer server)
    {
        lock (_gate)
        {
            Line();
            Line(($"Stopped after {Count(server.Requests.Count, "request")}: {Content(server)}.", Plain));
        }
    }

    private static string Refusal(RequestSummary request)
    {
        var reason = Shown.Text(request.Error ?? "");
        return request.Status == 404 && !request.Path.StartsWith(ApiRoot, StringComparison.Ordinal) ? $"{reason} Loops:BaseAddress must end with {ApiRoot}" : reason;
    }

    private static string Content(LoopsServer server)
        => $"{Count(server.Contacts.Count, "contact")}, {Count(server.Events.Count, "event")}, {Count(server.SentEmails.Count, "transactional email")}";

    private static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";

    private void Setting(string name, string value) => Line(($"  {name,-18}", Dim), (value, Plain));

    private void Line(params ReadOnlySpan<(string Text, Style Style)> parts)
    {
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0)
                _writer.Write("  ");
            _writer.Write(parts[i].Text, parts[i].Style);
        }
        _writer.WriteLine();
    }
}
