using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LoopsMapping.Testing;
using LoopsMapping.Tool.Tests.Harness;

namespace LoopsMapping.Tool.Tests;

public sealed class ServeTests
{
    private const string Key = "0123456789abcdef";

    private static CancellationToken Cancel => Run.Cancel;

    [Fact]
    public async Task An_app_sends_to_it_with_any_key_and_each_request_is_a_line()
    {
        await using var serve = Run.Start("serve", "--port", "0");
        var loops = AppLoops.Create(await OptionsOfAsync(serve));

        await loops.IdentifyAsync(new User("u1", "adam@loops.so"), Cancel);
        Assert.EndsWith("  PUT      contacts/update       200  adam@loops.so", await serve.Output.NextAsync("PUT", Cancel), StringComparison.Ordinal);
        await loops.TrackAsync(new UserRegistered("u1", "adam@loops.so", "Pro"), Cancel);
        Assert.EndsWith("  POST     events/send           200  adam@loops.so             User Registered", await serve.Output.NextAsync("POST", Cancel), StringComparison.Ordinal);
        await loops.TrackAsync(new UserRegistered("u1", null, "Pro"), Cancel);
        Assert.EndsWith("  POST     events/send           200  u1                        User Registered", await serve.Output.NextAsync("POST", Cancel), StringComparison.Ordinal);
        await loops.SendAsync(new Welcome("adam@loops.so", "https://loops.so"), Cancel);
        Assert.EndsWith("  POST     transactional         200  adam@loops.so             cm06f5v0e45nf0ml5754o9cix", await serve.Output.NextAsync("POST", Cancel), StringComparison.Ordinal);
        Assert.Equal("Local Loops", await loops.Api.TestApiKeyAsync(Cancel));
        Assert.EndsWith("  GET      api-key               200", await serve.Output.NextAsync("GET", Cancel), StringComparison.Ordinal);
        Assert.NotNull(await loops.Api.FindContactAsync(LoopsContactKey.Email("adam@loops.so"), Cancel));
        Assert.EndsWith("  GET      contacts/find         200  adam@loops.so", await serve.Output.NextAsync("GET", Cancel), StringComparison.Ordinal);

        Assert.Equal(0, await serve.StopAsync());
        Assert.Contains("Stopped after 6 requests: 1 contact, 2 events, 1 transactional email.", serve.Everything, StringComparison.Ordinal);
        Assert.Equal("", serve.Error.ToString());
        Assert.DoesNotContain(Key, serve.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_start_tells_the_address_for_the_app_both_pages_and_how_to_stop()
    {
        await using var serve = Run.Start("serve", "--port", "0");
        var address = (await OptionsOfAsync(serve)).BaseAddress;
        await serve.Output.NextAsync("Ctrl+C", Cancel);
        using var http = new HttpClient();

        foreach (var page in (string[])["/audience", "/events"])
        {
            var link = new Uri(address, page);
            Assert.Contains(link.AbsoluteUri, serve.Everything, StringComparison.Ordinal);
            Assert.Contains("<html", await http.GetStringAsync(link, Cancel), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task With_a_key_of_its_own_it_refuses_others_says_so_and_shows_neither()
    {
        await using var serve = Run.Start("serve", "--port", "0", "--api-key", Key);
        var options = await OptionsOfAsync(serve);
        Assert.Equal("Local Loops", await AppLoops.Create(options).Api.TestApiKeyAsync(Cancel));
        await serve.Output.NextAsync("200", Cancel);

        options.ApiKey = "other-key";
        await Assert.ThrowsAsync<LoopsAuthenticationException>(() => AppLoops.Create(options).Api.TestApiKeyAsync(Cancel));

        Assert.EndsWith("  GET      api-key               401  Invalid API key", await serve.Output.NextAsync("GET", Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain(Key, serve.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain("other-key", serve.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_base_address_without_its_path_is_named_as_the_mistake()
    {
        await using var serve = Run.Start("serve", "--port", "0");
        var options = await OptionsOfAsync(serve);
        options.BaseAddress = new Uri(options.BaseAddress, "/");

        await Assert.ThrowsAsync<LoopsNotFoundException>(() => AppLoops.Create(options).Api.TestApiKeyAsync(Cancel));

        Assert.EndsWith("404  Not found. Loops:BaseAddress must end with /api/v1/", await serve.Output.NextAsync("/api-key", Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\u001b[2J\u009b1mb\r\nc\u202ed", "a\uFFFD[2J\uFFFD1mb\uFFFD\uFFFDc\uFFFDd")]
    [InlineData("[bold]100 %[/]", "[bold]100 %[/]")]
    public async Task What_a_client_sends_cannot_steer_the_terminal(string name, string shown)
    {
        await using var serve = Run.Start("serve", "--port", "0");

        await SendEventAsync(await OptionsOfAsync(serve), name);

        Assert.EndsWith($"  {shown}", await serve.Output.NextAsync("POST", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_text_is_cut()
    {
        await using var serve = Run.Start("serve", "--port", "0");

        await SendEventAsync(await OptionsOfAsync(serve), new string('x', 400));

        Assert.EndsWith($"  {new string('x', 80)}…", await serve.Output.NextAsync("POST", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Colors_are_for_terminals()
    {
        await using var plain = Run.Start("serve", "--port", "0");
        await using var colored = Run.StartInColors("serve", "--port", "0");
        await plain.Output.NextAsync("Ctrl+C", Cancel);
        await colored.Output.NextAsync("Ctrl+C", Cancel);

        Assert.DoesNotContain('\u001b', plain.Everything);
        Assert.Contains('\u001b', colored.Everything);
    }

    [Fact]
    public async Task With_json_each_line_is_an_object()
    {
        await using var serve = Run.Start("serve", "--port", "0", "--json");
        using var started = JsonDocument.Parse(await serve.Output.NextAsync("started", Cancel));
        var address = new Uri(started.RootElement.GetProperty("baseAddress").GetString()!);
        Assert.Equal(new Uri(address, "/audience").AbsoluteUri, started.RootElement.GetProperty("audience").GetString());
        Assert.Equal(new Uri(address, "/events").AbsoluteUri, started.RootElement.GetProperty("events").GetString());
        var loops = AppLoops.Create(new() { ApiKey = Key, BaseAddress = address });

        await loops.TrackAsync(new UserRegistered("u1", "adam+1@loops.so", "Pro"), new LoopsSendOptions { IdempotencyKey = "k-1" }, Cancel);
        var line = await serve.Output.NextAsync("request", Cancel);

        using var request = JsonDocument.Parse(line);
        Assert.Equal(
            ("POST", "/api/v1/events/send", 200, "adam+1@loops.so", "u1", "User Registered", "k-1"),
            (Text("method"), Text("path"), request.RootElement.GetProperty("status").GetInt32(), Text("email"), Text("userId"), Text("eventName"), Text("idempotencyKey")));
        Assert.Equal(TimeSpan.Zero, request.RootElement.GetProperty("time").GetDateTimeOffset().Offset);
        Assert.Contains("adam+1@loops.so", line, StringComparison.Ordinal);
        Assert.False(request.RootElement.TryGetProperty("error", out _));
        Assert.Equal(0, await serve.StopAsync());
        Assert.Equal(2, serve.Output.ToString().AsSpan().Count('\n'));
        Assert.DoesNotContain(Key, serve.Everything, StringComparison.Ordinal);

        string? Text(string name) => request.RootElement.GetProperty(name).GetString();
    }

    [Fact]
    public async Task A_port_is_free_again_once_it_has_stopped_and_taken_until_then()
    {
        await using var first = Run.Start("serve", "--port", "0");
        var port = (await OptionsOfAsync(first)).BaseAddress.Port;

        var second = await Run.ToEndAsync("serve", "--port", $"{port}");
        Assert.Equal(1, await second.Exit);
        Assert.Equal("", second.Output.ToString());
        Assert.Equal($"Port {port} is taken by another program. Choose another one, or --port 0 for any free one.{Environment.NewLine}", second.Error.ToString());

        Assert.Equal(0, await first.StopAsync());
        await using var server = await LoopsServer.StartAsync(new() { Port = port }, Cancel);
    }

    [Fact]
    public async Task With_a_journal_the_next_start_goes_on_with_what_arrived()
    {
        var folder = Directory.CreateTempSubdirectory("loops-serve-");
        var file = Path.Combine(folder.FullName, "loops.jsonl");
        await using (var first = Run.Start("serve", "--port", "0", "--journal", file))
        {
            await SendEventAsync(await OptionsOfAsync(first), "User Registered");
            Assert.Contains("the journal keeps what arrived", first.Everything, StringComparison.Ordinal);
            var second = await Run.ToEndAsync("serve", "--port", "0", "--journal", file);
            Assert.Equal(1, await second.Exit);
            Assert.StartsWith($"The journal {file} is in use by another server", second.Error.ToString(), StringComparison.Ordinal);
            Assert.Equal(0, await first.StopAsync());
        }

        await using var next = Run.Start("serve", "--port", "0", "--journal", file);

        Assert.Equal($"  Journal             {file} (1 contact, 1 event, 0 transactional emails)", await next.Output.NextAsync("Journal", Cancel));
        Assert.Equal(0, await next.StopAsync());
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("--port takes a number from 0 to 65535.", "--port", "65536")]
    [InlineData("--port takes a number from 0 to 65535.", "--port", "-1")]
    [InlineData("--port takes a number from 0 to 65535.", "--port", "http")]
    [InlineData("--api-key must not be blank.", "--api-key", " ")]
    [InlineData("--journal must not be blank.", "--journal", " ")]
    public async Task An_option_out_of_range_is_a_usage_error(string message, params string[] options)
    {
        var serve = await Run.ToEndAsync(["serve", .. options]);

        Assert.Equal(2, await serve.Exit);
        Assert.Equal("", serve.Output.ToString());
        Assert.StartsWith(message, serve.Error.ToString(), StringComparison.Ordinal);
    }

    private static async Task<LoopsOptions> OptionsOfAsync(Run serve)
    {
        var line = await serve.Output.NextAsync("Loops:BaseAddress", Cancel);
        return new() { ApiKey = Key, BaseAddress = new(line.Split(' ')[^1]), RequestsPerSecond = 0, MaxAttempts = 1 };
    }

    private static async Task SendEventAsync(LoopsOptions options, string name)
    {
        using var http = new HttpClient { BaseAddress = options.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
        using var response = await http.PostAsJsonAsync("events/send", new { email = "adam@loops.so", eventName = name }, Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
