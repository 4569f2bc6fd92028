using System.Net.Http.Json;
using Microsoft.Extensions.Time.Testing;
using WebApp.Tests.Harness;

namespace WebApp.Tests;

/// <summary>What depends on the clock, without waiting for it.</summary>
public sealed class TimeTests() : WebAppTest(new SqliteAppDatabase())
{
    protected override FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Whoever_asks_for_a_link_again_within_a_minute_gets_one_email()
    {
        await SignUpAsync();

        await Client.PostAsJsonAsync("/password-resets", new PasswordResetRequest("adam@example.com"), Cancel);
        Time.Advance(TimeSpan.FromSeconds(59));
        await Client.PostAsJsonAsync("/password-resets", new PasswordResetRequest("Adam@Example.com"), Cancel);
        await DeliveredAsync();

        Assert.Single(Server.SentEmails);
    }

    [Fact]
    public async Task Whoever_asks_for_a_link_again_a_minute_later_gets_another_email()
    {
        await SignUpAsync();

        await Client.PostAsJsonAsync("/password-resets", new PasswordResetRequest("adam@example.com"), Cancel);
        Time.Advance(TimeSpan.FromMinutes(1));
        await Client.PostAsJsonAsync("/password-resets", new PasswordResetRequest("adam@example.com"), Cancel);
        await DeliveredAsync();

        Assert.Equal(2, Server.SentEmails.Select(email => email.DataVariables["resetLink"].GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Whoever_signs_up_is_a_contact_since_that_moment()
    {
        Time.SetUtcNow(new DateTimeOffset(2026, 2, 28, 23, 59, 59, TimeSpan.Zero));

        await SignUpAsync();
        await DeliveredAsync();

        Assert.Equal("2026-02-28T23:59:59.000Z", Assert.Single(Server.Contacts).Properties["createdAt"].GetString());
    }
}
