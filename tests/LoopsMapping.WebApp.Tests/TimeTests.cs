using System.Net.Http.Json;
using WebApp.Tests.Harness;

namespace WebApp.Tests;

/// <summary>What depends on the clock, without waiting for it.</summary>
public sealed class TimeTests : WebAppTest
{
    [Fact]
    public async Task Whoever_asks_for_a_link_again_a_minute_later_gets_another_email()
    {
        await SignUpAsync();

        await Client.PostAsJsonAsync("/password-resets", new PasswordResetRequest("adam@example.com"), Cancel);
        Time.Advance(TimeSpan.FromMinutes(1));
        await Client.PostAsJsonAsync("/password-resets", new PasswordResetRequest("adam@example.com"), Cancel);

        Assert.Equal(2, Server.SentEmails.Select(email => email.DataVariables["resetLink"].GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Whoever_signs_up_is_a_contact_since_that_moment()
    {
        Time.SetUtcNow(new DateTimeOffset(2026, 2, 28, 23, 59, 59, TimeSpan.Zero));

        await SignUpAsync();

        Assert.Equal("2026-02-28T23:59:59.000Z", Assert.Single(Server.Contacts).Properties["createdAt"].GetString());
    }
}
