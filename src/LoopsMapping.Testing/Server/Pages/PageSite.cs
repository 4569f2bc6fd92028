using LoopsMapping.Testing.Pipeline;

namespace LoopsMapping.Testing.Pages;

/// <summary>The pages for people. They are no part of the API: nothing that is done to its requests is done to them.</summary>
internal sealed class PageSite(ServerApi api, string team)
{
    private const string Overview = """
        <ul>
        <li><a href="/audience">Audience</a>: the contacts and their properties</li>
        <li><a href="/events">Events</a>: what happened to them</li>
        </ul>
        """;

    /// <summary>The page of a path; <see langword="null"/> when there is none.</summary>
    public string? Write(string method, string? path) => method is not ("GET" or "HEAD") ? null : path switch
    {
        "/" => PageLayout.Write(team, path, "Overview", "What your application has sent to this local Loops.", Overview),
        "/audience" => AudiencePage.Write(team, path, api.Contacts),
        "/events" => EventsPage.Write(team, path, api.Events),
        _ => null,
    };
}
