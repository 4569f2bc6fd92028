using System.Net;
using System.Text.Json;
using LoopsMapping.Testing;
using LoopsMapping.Tests.Harness;

namespace LoopsMapping.Tests.Delivery;

/// <summary>From the generated client over real HTTP to a Loops server.</summary>
public sealed class DirectDeliveryTests
{
    private static readonly User Adam = new("test-user-a5h7xb", "adam@loops.so", "Adam", "blue", 42);
    private static readonly UserRegistered Registered = new("test-user-a5h7xb", "adam@loops.so", "Pro");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_contact_and_its_event_arrive()
    {
        await using var loops = await LoopsFixture.StartAsync();

        var identified = await loops.Client.IdentifyAsync(Adam, Cancel);
        var tracked = await loops.Client.TrackAsync(Registered, Cancel);

        var contact = Assert.Single(loops.Server.Contacts);
        Assert.Equal(new LoopsReceipt(LoopsOutcome.Accepted, null, contact.Id), identified);
        Assert.Equal(("adam@loops.so", "test-user-a5h7xb", "Adam"), (contact.Email, contact.UserId, contact.FirstName));
        Assert.Equal(("blue", 42), (contact.Properties["favoriteColor"].GetString(), contact.Properties["favoriteNumber"].GetInt32()));
        var received = Assert.Single(loops.Server.Events);
        Assert.Equal(("User Registered", contact.Id, "Pro"), (received.Name, received.ContactId, received.Properties["plan"].GetString()));
        Assert.Equal(new LoopsReceipt(LoopsOutcome.Accepted, received.IdempotencyKey), tracked);
        Assert.Equal(
            [
                ("PUT", "/api/v1/contacts/update", """{"email":"adam@loops.so","userId":"test-user-a5h7xb","firstName":"Adam","favoriteColor":"blue","favoriteNumber":42}"""),
                ("POST", "/api/v1/events/send", """{"eventName":"User Registered","email":"adam@loops.so","userId":"test-user-a5h7xb","eventProperties":{"plan":"Pro"}}"""),
            ],
            loops.Server.Requests.Select(static request => (request.Method, request.Path, request.Body)));
    }

    [Fact]
    public async Task Every_event_has_a_key_of_its_own_and_a_contact_has_none()
    {
        await using var loops = await LoopsFixture.StartAsync();

        await loops.Client.IdentifyAsync(Adam, Cancel);
        await loops.Client.TrackAsync(Registered, Cancel);
        await loops.Client.TrackAsync(Registered, Cancel);

        var keys = loops.Server.Requests.Select(static request => request.IdempotencyKey).ToList();
        Assert.Null(keys[0]);
        Assert.All(keys.Skip(1), static key => Assert.Equal(7, Guid.Parse(key!).Version));
        Assert.NotEqual(keys[1], keys[2]);
        Assert.Equal(2, loops.Server.Events.Count);
    }

    [Fact]
    public async Task A_wrong_key_says_where_to_put_the_right_one_and_does_not_show_it()
    {
        await using var loops = await LoopsFixture.StartAsync(static options => options.ApiKey = "secret-wrong-key");

        var exception = await Assert.ThrowsAsync<LoopsAuthenticationException>(() => loops.Client.IdentifyAsync(Adam, Cancel));

        Assert.Equal(HttpStatusCode.Unauthorized, exception.StatusCode);
        Assert.Equal("Invalid API key", exception.LoopsMessage);
        Assert.Contains("Settings → API", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Loops__ApiKey", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-wrong-key", exception.ToString(), StringComparison.Ordinal);
        Assert.Single(loops.Server.Requests);
    }

    [Fact]
    public async Task An_unreachable_server_says_what_to_check_and_how_to_try_again_safely()
    {
        await using var loops = await LoopsFixture.StartAsync();
        var address = loops.Server.BaseAddress;
        await loops.Server.DisposeAsync();

        var exception = await Assert.ThrowsAsync<LoopsException>(() => loops.Client.TrackAsync(Registered, new LoopsSendOptions { IdempotencyKey = "order-1" }, Cancel));

        Assert.IsType<HttpRequestException>(exception.InnerException);
        Assert.Contains($"127.0.0.1:{address.Port} in 4 attempt(s)", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Loops:BaseAddress", exception.Message, StringComparison.Ordinal);
        Assert.Contains("LoopsSendOptions", exception.Message, StringComparison.Ordinal);
        Assert.Equal("order-1", exception.IdempotencyKey);
    }

    [Fact]
    public async Task What_Loops_refuses_is_not_tried_again_and_says_why()
    {
        await using var loops = await LoopsFixture.StartAsync();

        var exception = await Assert.ThrowsAsync<LoopsBadRequestException>(() => loops.Client.IdentifyAsync(Adam with { Email = "not-an-email" }, Cancel));

        Assert.Equal("Invalid email address.", exception.LoopsMessage);
        Assert.StartsWith("Loops refused PUT contacts/update with 400 (BadRequest): Invalid email address.", exception.Message, StringComparison.Ordinal);
        Assert.Contains("\"success\":false", exception.RawBody, StringComparison.Ordinal);
        Assert.Single(loops.Server.Requests);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", " ")]
    public async Task Without_an_email_and_a_user_id_nothing_is_sent(string? id, string? email)
    {
        await using var loops = await LoopsFixture.StartAsync();

        var exception = await Assert.ThrowsAsync<LoopsValidationException>(() => loops.Client.IdentifyAsync(new User(id, email), Cancel));

        Assert.Equal((typeof(User), "Email, Id"), (exception.Type, exception.Member));
        Assert.Contains("Set one before sending", exception.Message, StringComparison.Ordinal);
        Assert.Empty(loops.Server.Requests);
    }

    [Fact]
    public async Task A_user_id_of_0_is_none()
    {
        await using var loops = await LoopsFixture.StartAsync();

        await loops.Client.IdentifyAsync(new Account(0, "adam@loops.so"), Cancel);
        await Assert.ThrowsAsync<LoopsValidationException>(() => loops.Client.IdentifyAsync(new Account(0, null), Cancel));

        Assert.Equal("""{"email":"adam@loops.so"}""", Assert.Single(loops.Server.Requests).Body);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("\"quoted\" \\ and </script> & 'more'")]
    [InlineData("line\nbreak\ttab\0nul\u001Fcontrol\u007F")]
    [InlineData("emoji 👩‍🚀 and grüße in 日本語 \u2028")]
    public async Task Text_arrives_as_it_is(string text)
    {
        await using var loops = await LoopsFixture.StartAsync();

        await loops.Client.IdentifyAsync(new Note("adam@loops.so", text), Cancel);

        Assert.Equal(text, Assert.Single(loops.Server.Contacts).Properties["text"].GetString());
    }

    [Fact]
    public async Task A_lone_surrogate_arrives_as_the_replacement_character()
    {
        await using var loops = await LoopsFixture.StartAsync();

        await loops.Client.IdentifyAsync(new Note("adam@loops.so", "a\uD800b\uDC00"), Cancel);

        Assert.Equal("a\uFFFDb\uFFFD", Assert.Single(loops.Server.Contacts).Properties["text"].GetString());
    }

    [Fact]
    public async Task Many_calls_at_once_all_arrive()
    {
        await using var loops = await LoopsFixture.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => loops.Client.TrackAsync(new UserRegistered($"u{i}", $"u{i}@loops.so", new string('p', i)), Cancel)));

        Assert.Equal(
            Enumerable.Range(0, 200).Select(static i => ($"u{i}", i)).Order(),
            loops.Server.Events.Select(static received => (received.UserId!, received.Properties["plan"].GetString()!.Length)).Order());
    }

    [Fact]
    public async Task A_null_value_is_an_argument_error()
    {
        await using var loops = await LoopsFixture.StartAsync();

        await Assert.ThrowsAsync<ArgumentNullException>(() => loops.Client.IdentifyAsync((User)null!, Cancel));
    }

    [Fact]
    public async Task A_cancelled_call_sends_nothing()
    {
        await using var loops = await LoopsFixture.StartAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loops.Client.IdentifyAsync(Adam, new CancellationToken(canceled: true)));

        Assert.Empty(loops.Server.Requests);
    }

    [Fact]
    public async Task In_log_mode_nothing_leaves_and_the_log_shows_the_request_with_the_address_masked()
    {
        await using var loops = await LoopsFixture.StartAsync(static options =>
        {
            options.Mode = LoopsMode.Log;
            options.ApiKey = null;
        });

        var receipt = await loops.Client.IdentifyAsync(Adam, Cancel);

        Assert.Equal(LoopsOutcome.Suppressed, receipt.Outcome);
        Assert.Empty(loops.Server.Requests);
        Assert.Equal(
            """Not sent, because Loops:Mode is Log: PUT contacts/update {"email":"a***@loops.so","userId":"test-user-a5h7xb","firstName":"Adam","favoriteColor":"blue","favoriteNumber":42}""",
            Assert.Single(loops.Log.Collector.GetSnapshot()).Message);
        await Assert.ThrowsAsync<LoopsValidationException>(() => loops.Client.IdentifyAsync(new User(null, null), Cancel));
    }

    [Fact]
    public async Task What_a_transactional_email_says_is_not_in_the_log()
    {
        await using var loops = await LoopsFixture.StartAsync(static options => options.Mode = LoopsMode.Log);

        await loops.Client.SendAsync(new PasswordReset("adam@loops.so", "https://app.example/reset/secret", [new("secret phone")], [new("secret.txt", "text/plain", [1])]), Cancel);

        Assert.Equal(
            """Not sent, because Loops:Mode is Log: POST transactional {"transactionalId":"password-reset","email":"a***@loops.so","dataVariables":{"resetLink":"***","devices":"***"},"attachments":"***"}""",
            Assert.Single(loops.Log.Collector.GetSnapshot()).Message);
    }

    [Fact]
    public async Task Logs_hold_no_address_and_no_key()
    {
        await using var loops = await LoopsFixture.StartAsync(static options => options.MaxAttempts = 2);
        loops.Server.FailNext(LoopsServerFault.InternalServerError);

        await loops.Client.IdentifyAsync(new User(null, "adam@loops.so"), Cancel);

        var log = loops.Log.Collector.GetSnapshot();
        Assert.Equal(2, log.Count);
        Assert.All(log, record =>
        {
            Assert.Contains("a***@loops.so", record.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("adam@", JsonSerializer.Serialize(record.StructuredState), StringComparison.Ordinal);
            Assert.DoesNotContain(loops.Server.ApiKey, record.Message, StringComparison.Ordinal);
        });
    }
}
