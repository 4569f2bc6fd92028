using System.Net.Sockets;
using System.Text;
using LoopsMapping.Testing.Tests.Server.Harness;

namespace LoopsMapping.Testing.Tests.Server;

/// <summary>Whatever comes in, an envelope goes out.</summary>
public sealed class MalformedInputTests
{
    private static readonly string[] Paths = ["PUT contacts/update", "POST contacts/create", "POST contacts/delete", "POST events/send", "POST transactional", "POST contacts/properties"];

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("\"text\"")]
    [InlineData("[{\"email\":\"a@example.com\"}]")]
    [InlineData("{\"email\":\"a@example.com\"}{}")]
    [InlineData("{\"email\":\"a@example.com\",}")]
    [InlineData("{'email':'a@example.com'}")]
    [InlineData("{\"email\":\"a@example.com\",\"x\":NaN}")]
    [InlineData("{\"email\":\"a@example.com\",\"x\":\"\\ud800\"}")]
    [InlineData("{\"email\":\"a@example.com\",\"\\udc00\":1}")]
    [InlineData("{\"email\":\"a@example.com\",\"eventProperties\":{\"x\":\"\\ud800\"}}")]
    [InlineData("\uFEFF{\"email\":\"a@example.com\"}")]
    [InlineData("email=a%40example.com")]
    public async Task A_body_that_is_no_JSON_object_is_refused(string body)
    {
        await using var loops = await LocalLoops.StartAsync();

        foreach (var path in Paths)
            (await loops.SendAsync(path.Split(' ')[0], path.Split(' ')[1], body)).ShouldFail(400);

        Assert.Empty(loops.Server.Contacts);
        Assert.All(loops.Server.Requests, request => Assert.Equal(body, request.Body));
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        await using var loops = await LocalLoops.StartAsync();
        byte[] body = [.. "{\"email\":\"a@example.com\",\"x\":\""u8, 0xC3, 0x28, .. "\"}"u8];

        (await loops.SendBytesAsync("PUT", "contacts/update", body)).ShouldFail(400);
        (await loops.SendBytesAsync("PUT", "contacts/update", [0x1F, 0x8B, 0x08, 0x00])).ShouldFail(400);
    }

    [Fact]
    public async Task Deep_nesting_is_refused()
    {
        await using var loops = await LocalLoops.StartAsync();

        (await loops.UpdateAsync($$"""{"email":"a@example.com","x":{{new string('[', 5000)}}{{new string(']', 5000)}}}""")).ShouldFail(400);
        (await loops.UpdateAsync($$"""{"email":"a@example.com","x":{{new string('[', 60)}}{{new string(']', 60)}}}""")).ShouldFail(400);
    }

    [Theory]
    [InlineData("\"bio\":\"{0}\"", 498, 200)]
    [InlineData("\"bio\":\"{0}\"", 499, 400)]
    [InlineData("\"{0}\":1", 498, 200)]
    [InlineData("\"{0}\":1", 499, 400)]
    [InlineData("\"userId\":\"{0}\"", 499, 400)]
    [InlineData("\"eventProperties\":{{\"bio\":\"{0}\"}}", 498, 200)]
    [InlineData("\"eventProperties\":{{\"bio\":\"{0}\"}}", 499, 400)]
    [InlineData("\"mailingLists\":{{\"{0}\":true}}", 499, 400)]
    public async Task Keys_and_values_have_at_most_498_characters(string member, int length, int status)
    {
        await using var loops = await LocalLoops.StartAsync();
        var body = $$"""{"email":"a@example.com","eventName":"e",{{string.Format(null, member, new string('a', length))}}}""";

        var reply = await loops.TrackAsync(body);

        if (status == 200)
            reply.ShouldBe(200);
        else
            reply.ShouldFail(400, "Some body key or value is longer than allowable");
    }

    [Fact]
    public async Task The_last_value_of_a_repeated_name_counts()
    {
        await using var loops = await LocalLoops.StartAsync();

        (await loops.UpdateAsync("""{"email":"bad","email":"a@example.com","n":1e999,"n":12345678901234567890}""")).ShouldBe(200);

        Assert.Equal("12345678901234567890", Assert.Single(loops.Server.Contacts).Properties["n"].GetRawText());
    }

    [Theory]
    [InlineData(1024 * 1024, 400)]
    [InlineData(1024 * 1024 + 1, 413)]
    [InlineData(8 * 1024 * 1024, 413)]
    public async Task A_body_of_more_than_a_megabyte_is_refused_and_cut(int length, int status)
    {
        await using var loops = await LocalLoops.StartAsync();

        (await loops.UpdateAsync(new string('x', length))).ShouldFail(status);

        Assert.Equal(Math.Min(length, 1024 * 1024), Assert.Single(loops.Server.Requests).Body.Length);
        (await loops.SendAsync("GET", "api-key")).ShouldBe(200);
    }

    [Theory]
    [InlineData("PUT /api/v1/contacts/update HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer test-key\r\nTransfer-Encoding: chunked\r\n\r\nnot a chunk\r\n", "HTTP/1.1 400")]
    [InlineData("GET /api/v1/%00 HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 400")]
    [InlineData("no request at all\r\n\r\n", "HTTP/1.1 400")]
    [InlineData("PUT /api/v1/contacts/update HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 400")]
    [InlineData("OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "HTTP/1.1 401")]
    public async Task What_is_hardly_HTTP_gets_a_status_and_the_server_goes_on(string request, string status)
    {
        await using var loops = await LocalLoops.StartAsync();
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", loops.Server.BaseAddress.Port, LocalLoops.Cancel);

        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), LocalLoops.Cancel);
        using var reader = new StreamReader(socket.GetStream());

        Assert.StartsWith(status, await reader.ReadLineAsync(LocalLoops.Cancel), StringComparison.Ordinal);
        (await loops.SendAsync("GET", "api-key")).ShouldBe(200);
    }
}
