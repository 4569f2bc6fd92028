using LoopsMapping.Testing.Tests.Server.Harness;

namespace LoopsMapping.Testing.Tests.Server;

/// <summary>The pages for people.</summary>
public sealed class PageTests
{
    private const string Script = "<script>alert('&')</script>";

    [Fact]
    public async Task Contacts_and_events_can_be_looked_at_without_a_key_and_nothing_counts_it()
    {
        await using var loops = await LocalLoops.StartAsync(requestsPerSecond: 3);
        await loops.CreateAsync("""{"email":"zoë@example.com","userId":"u1","firstName":"Zoë","lastName":"Doe","userGroup":"admins","source":"web","mailingLists":{"l1":true},"seats":4,"isVip":true}""");
        await loops.TrackAsync("""{"userId":"u1","eventName":"Sign Up","eventProperties":{"plan":"pro","none":null}}""", "k-1");
        loops.Http.DefaultRequestHeaders.Authorization = null;
        loops.Server.FailNext(LoopsServerFault.DropBefore);

        var audience = await loops.SendAsync("GET", "/audience");
        var events = await loops.SendAsync("GET", "/events?x=1");

        Assert.Equal((200, "text/html", 200, "text/html"), (audience.Status, audience.ContentType, events.Status, events.ContentType));
        Assert.Contains("<td class=\"id\">zoë@example.com</td><td class=\"id\">u1</td><td>Zoë Doe</td><td>yes</td><td><dl><div><dt>source</dt> <dd>web</dd></div><div><dt>userGroup</dt> <dd>admins</dd></div><div><dt>mailingLists</dt> <dd>l1</dd></div><div><dt>seats</dt> <dd>4</dd></div><div><dt>isVip</dt> <dd>true</dd></div></dl></td>", audience.Body, StringComparison.Ordinal);
        Assert.Contains("<td><time>2000-01-01 00:00:00</time></td><td>Sign Up</td><td class=\"none\">–</td><td class=\"id\">u1</td><td><dl><div><dt>plan</dt> <dd>pro</dd></div><div><dt>none</dt> <dd>null</dd></div></dl></td><td class=\"id\">k-1</td>", events.Body, StringComparison.Ordinal);
        Assert.Equal(2, loops.Server.Requests.Count);
    }

    [Fact]
    public async Task The_root_links_both_pages_and_they_link_each_other()
    {
        await using var loops = await LocalLoops.StartAsync();

        foreach (var path in (string[])["/", "/audience", "/events"])
        {
            var page = await loops.SendAsync("GET", path);
            Assert.Contains("href=\"/audience\"", page.Body, StringComparison.Ordinal);
            Assert.Contains("href=\"/events\"", page.Body, StringComparison.Ordinal);
        }
        Assert.Contains("No contacts yet.", (await loops.SendAsync("GET", "/audience")).Body, StringComparison.Ordinal);
        Assert.Contains("No events yet.", (await loops.SendAsync("GET", "/events")).Body, StringComparison.Ordinal);
        var head = await loops.SendAsync("HEAD", "/audience");
        Assert.Equal((200, ""), (head.Status, head.Body));
    }

    [Fact]
    public async Task Whatever_was_sent_is_text_on_a_page()
    {
        await using var loops = await LocalLoops.StartAsync(static time => new() { TimeProvider = time, RequestsPerSecond = 0, TeamName = Script });
        await loops.TrackAsync($$$"""{"email":"a@example.com","userId":"{{{Script}}}","firstName":"{{{Script}}}","lastName":"{{{Script}}}","userGroup":"{{{Script}}}","source":"{{{Script}}}","mailingLists":{"{{{Script}}}":true},"{{{Script}}}":"{{{Script}}}","eventName":"{{{Script}}}","eventProperties":{"{{{Script}}}":"{{{Script}}}"}}""", Script);

        foreach (var path in (string[])["/", "/audience", "/events"])
        {
            using var response = await loops.Http.GetAsync(new Uri(path, UriKind.Relative), LocalLoops.Cancel);
            var page = await response.Content.ReadAsStringAsync(LocalLoops.Cancel);
            Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("&lt;script&gt;alert(&#x27;&amp;&#x27;)&lt;/script&gt;", page, StringComparison.Ordinal);
            Assert.Equal(["default-src 'none'; style-src 'unsafe-inline'"], response.Headers.GetValues("Content-Security-Policy"));
        }
    }
}
