namespace LoopsMapping.Testing.Tests.Server.Harness;

/// <summary>A mix of requests about few contacts and keys, so that they meet each other: good ones, refused ones, faults, and time between them.</summary>
internal sealed class RandomRequests(int seed, bool hasFaults)
{
    private readonly Random _random = new(seed);

    public async Task<Reply?> SendAsync(LocalLoops loops)
    {
        if (_random.Next(4) == 0)
            loops.Time.Advance(TimeSpan.FromMinutes(_random.Next(1, 600)));
        if (hasFaults && _random.Next(10) == 0)
            loops.Server.FailNext(Pick(LoopsServerFault.DropAfter, LoopsServerFault.DropBefore, LoopsServerFault.ServiceUnavailable));
        try
        {
            return await OneAsync(loops);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private Task<Reply?> OneAsync(LocalLoops loops)
    {
        switch (_random.Next(11))
        {
            case 0 or 1:
                return Reply(loops.CreateAsync($"{{{Identity()},{Properties()}}}"));
            case 2 or 3:
                return Reply(loops.UpdateAsync($"{{{Identity()},{Properties()},\"mailingLists\":{{\"l1\":{Pick("true", "false")}}}}}"));
            case 4:
                return Reply(loops.DeleteAsync($"{{{Pick(Email(), UserId())}}}"));
            case 5 or 6:
                return Reply(loops.TrackAsync($"{{{Identity()},\"eventName\":\"{Pick("Sign Up", "Paid €", "a:b")}\",\"eventProperties\":{{{Properties()}}}}}", Key()));
            case 7:
                return Reply(loops.MailAsync(
                    $$$"""{{{{Email()}}},"transactionalId":"t1","addToAudience":{{{Pick("true", "false")}}},"dataVariables":{"link":"{{{Pick("", "https://x/?a=1&b=2")}}}"},"attachments":[{"filename":"a.txt","contentType":"text/plain","data":"AQI="}]}""", Key()));
            case 8:
                return Reply(loops.SendAsync("POST", "contacts/properties", $$"""{"name":"{{Pick("plan", "seats", "id")}}","type":"{{Pick("string", "date")}}"}"""));
            case 9:
                loops.Server.Suppress(Pick("a@example.com", "B@example.com"));
                return Task.FromResult<Reply?>(null);
            default:
                return Reply(loops.SendAsync(Pick("GET", "DELETE"), $"contacts/suppression?email={Pick("a%40example.com", "b%40example.com")}"));
        }
    }

    private static async Task<Reply?> Reply(Task<Reply> reply) => await reply;

    private string Identity() => Pick(Email(), UserId(), $"{Email()},{UserId()}");

    private string Email() => $"\"email\":\"{Pick("a@example.com", "A@example.com", "b@example.com", "c+1@example.com")}\"";

    private string UserId() => $"\"userId\":\"{Pick("u1", "u2", "u\\u0033")}\"";

    private string Properties() => $"\"{Pick("plan", "seats", "firstName", "n\\u00e4me", "trial")}\":{Pick("\"pro\"", "12.50", "true", "null", "\"a \\\"b\\\"\\n\"")}";

    private string? Key() => Pick(null, "k1", "k2", "k3", "k4");

    private T Pick<T>(params ReadOnlySpan<T> values) => values[_random.Next(values.Length)];
}
