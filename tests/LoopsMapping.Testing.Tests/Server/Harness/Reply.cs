using System.Text.Json;

namespace LoopsMapping.Testing.Tests.Server.Harness;

internal sealed record Reply(int Status, string Body, string? ContentType, string? Limit, string? Remaining, string? Allow)
{
    public static async Task<Reply> ReadAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        await response.Content.ReadAsStringAsync(LocalLoops.Cancel),
        response.Content.Headers.ContentType?.MediaType,
        Header(response, "x-ratelimit-limit"),
        Header(response, "x-ratelimit-remaining"),
        response.Content.Headers.Allow.Count == 0 ? null : string.Join(", ", response.Content.Headers.Allow));

    /// <summary>Checks Loops' envelope of a failure.</summary>
    public void ShouldFail(int status, string? message = null)
    {
        Assert.True(status == Status, $"{Status} {Body}");
        Assert.Equal("application/json", ContentType);
        using var json = JsonDocument.Parse(Body);
        Assert.False(json.RootElement.GetProperty("success").GetBoolean());
        var actual = json.RootElement.GetProperty("message").GetString();
        Assert.False(string.IsNullOrWhiteSpace(actual));
        if (message is not null)
            Assert.Equal(message, actual);
    }

    public void ShouldBe(int status) => Assert.True(status == Status, $"{Status} {Body}");

    private static string? Header(HttpResponseMessage response, string name)
        => response.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;
}
