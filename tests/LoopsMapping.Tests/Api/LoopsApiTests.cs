using LoopsMapping.Testing;
using LoopsMapping.Tests.Harness;

namespace LoopsMapping.Tests.Api;

/// <summary>Loops' endpoints beside the mappings, against the local Loops over HTTP.</summary>
public sealed class LoopsApiTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_key_names_its_team()
    {
        await using var loops = await LoopsFixture.StartAsync();

        Assert.Equal("Local Loops", await loops.Client.Api.TestApiKeyAsync(Cancel));
    }

    [Fact]
    public async Task A_contact_is_created_updated_found_and_deleted()
    {
        await using var loops = await LoopsFixture.StartAsync();
        var api = loops.Client.Api;

        var id = await api.CreateContactAsync(
            new()
            {
                Email = "adam+1@loops.so",
                UserId = "u 1",
                FirstName = "Adam",
                LastName = "K",
                Source = "shop",
                UserGroup = "g",
                Properties = new Dictionary<string, LoopsValue> { ["plan"] = "Pro", ["seats"] = 3, ["vip"] = true, ["since"] = new DateTime(2024, 2, 29), ["ratio"] = 0.5, ["price"] = 1.50m },
                MailingLists = new Dictionary<string, bool> { ["l1"] = true },
            }, Cancel);
        Assert.Equal(id, await api.UpdateContactAsync(new() { UserId = "u 1", Subscribed = false, Properties = new Dictionary<string, LoopsValue> { ["seats"] = LoopsValue.Null } }, Cancel));

        var contact = await api.FindContactAsync(LoopsContactKey.UserId("u 1"), Cancel);
        Assert.NotNull(contact);
        Assert.Equal((id, "adam+1@loops.so", "u 1", "Adam", "K", "shop", "g", false), (contact.Id, contact.Email, contact.UserId, contact.FirstName, contact.LastName, contact.Source, contact.UserGroup, contact.Subscribed));
        Assert.Equal(["l1"], contact.MailingLists);
        Assert.Equal(("Pro", true, "2024-02-29T00:00:00.000Z", 0.5), (contact.Properties["plan"].GetString(), contact.Properties["vip"].GetBoolean(), contact.Properties["since"].GetString(), contact.Properties["ratio"].GetDouble()));
        Assert.Equal("adam+1@loops.so", contact.Raw.GetProperty("email").GetString());
        Assert.Equal(id, (await api.FindContactAsync(LoopsContactKey.Email("ADAM+1@loops.so"), Cancel))?.Id);

        Assert.True(await api.DeleteContactAsync(LoopsContactKey.Email("adam+1@loops.so"), Cancel));
        Assert.False(await api.DeleteContactAsync(LoopsContactKey.Email("adam+1@loops.so"), Cancel));
        Assert.Null(await api.FindContactAsync(LoopsContactKey.Email("adam+1@loops.so"), Cancel));
    }

    [Fact]
    public async Task What_Loops_refuses_is_the_exception_of_its_status()
    {
        await using var loops = await LoopsFixture.StartAsync();
        var api = loops.Client.Api;
        await api.CreateContactAsync(new() { Email = "adam@loops.so" }, Cancel);

        Assert.Equal("Email or userId is already on list.", (await Assert.ThrowsAsync<LoopsConflictException>(() => api.CreateContactAsync(new() { Email = "adam@loops.so" }, Cancel))).LoopsMessage);
        await Assert.ThrowsAsync<LoopsBadRequestException>(() => api.CreateContactAsync(new() { UserId = "u1" }, Cancel));
        var unknown = await Assert.ThrowsAsync<LoopsNotFoundException>(() => api.RemoveSuppressionAsync(LoopsContactKey.Email("nobody@loops.so"), Cancel));
        Assert.StartsWith("Loops refused DELETE contacts/suppression with 404", unknown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contact_property_cannot_take_the_place_of_a_field()
    {
        await using var loops = await LoopsFixture.StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => loops.Client.Api.UpdateContactAsync(new() { Email = "adam@loops.so", Properties = new Dictionary<string, LoopsValue> { ["userId"] = "x" } }, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => loops.Client.Api.SendEventAsync(new("Seen") { Email = "adam@loops.so", ContactProperties = new Dictionary<string, LoopsValue> { ["eventName"] = "x" } }, cancellationToken: Cancel));
        Assert.Throws<ArgumentException>(static () => LoopsContactKey.Email(" "));
        await Assert.ThrowsAsync<ArgumentException>(() => loops.Client.Api.FindContactAsync(default, Cancel));
        Assert.Empty(loops.Server.Requests);
    }

    [Fact]
    public async Task Suppression_is_shown_and_removed()
    {
        await using var loops = await LoopsFixture.StartAsync();
        var api = loops.Client.Api;
        await api.CreateContactAsync(new() { Email = "adam@loops.so", UserId = "u1" }, Cancel);
        loops.Server.Suppress("adam@loops.so");
        var key = LoopsContactKey.UserId("u1");

        var before = await api.FindSuppressionAsync(key, Cancel);
        Assert.NotNull(before);
        Assert.Equal((true, "adam@loops.so", "u1", 100), (before.IsSuppressed, before.Contact.Email, before.Contact.UserId, before.RemovalQuota.Remaining));
        Assert.Equal(new LoopsRemovalQuota(100, 99), await api.RemoveSuppressionAsync(key, Cancel));
        Assert.False((await api.FindSuppressionAsync(key, Cancel))!.IsSuppressed);
        Assert.Null(await api.FindSuppressionAsync(LoopsContactKey.UserId("nobody"), Cancel));
    }

    [Fact]
    public async Task Contact_properties_and_lists_of_the_account_are_listed_and_a_property_created()
    {
        await using var loops = await LoopsFixture.StartAsync(new VirtualTime(), server: new() { RequestsPerSecond = 0, MailingLists = [new("l1", "Offers") { Description = "Now and then" }] });
        var api = loops.Client.Api;

        await api.CreateContactPropertyAsync("favoriteColor", LoopsPropertyType.Text, Cancel);
        await api.CreateContactPropertyAsync("renewsAt", LoopsPropertyType.Date, Cancel);

        Assert.Equal([("favoriteColor", "string"), ("renewsAt", "date")], (await api.ListContactPropertiesAsync(customOnly: true, Cancel)).Select(static property => (property.Key, property.Type)));
        Assert.Contains("firstName", (await api.ListContactPropertiesAsync(cancellationToken: Cancel)).Select(static property => property.Key));
        Assert.Equal(new LoopsMailingListInfo("l1", "Offers", "Now and then", true), Assert.Single(await api.ListMailingListsAsync(Cancel)));
        await Assert.ThrowsAsync<LoopsBadRequestException>(() => api.CreateContactPropertyAsync("favoriteColor", LoopsPropertyType.Text, Cancel));
    }

    [Fact]
    public async Task An_event_takes_effect_once_for_a_key()
    {
        await using var loops = await LoopsFixture.StartAsync();
        var data = new LoopsEventData("Plan Changed")
        {
            Email = "adam@loops.so",
            EventProperties = new Dictionary<string, LoopsValue> { ["plan"] = "Pro", ["before"] = LoopsValue.Null },
            ContactProperties = new Dictionary<string, LoopsValue> { ["plan"] = "Pro" },
            MailingLists = new Dictionary<string, bool> { ["l1"] = true },
        };

        Assert.Equal(new LoopsReceipt(LoopsOutcome.Accepted, "k1"), await loops.Client.Api.SendEventAsync(data, "k1", Cancel));
        Assert.Equal(new LoopsReceipt(LoopsOutcome.Deduplicated, "k1"), await loops.Client.Api.SendEventAsync(data, "k1", Cancel));
        loops.Server.FailNext(LoopsServerFault.DropAfter);
        Assert.Equal(LoopsOutcome.Deduplicated, (await loops.Client.Api.SendEventAsync(data, cancellationToken: Cancel)).Outcome);

        Assert.Equal(2, loops.Server.Events.Count);
        Assert.Equal(
            """{"eventName":"Plan Changed","email":"adam@loops.so","plan":"Pro","eventProperties":{"plan":"Pro"},"mailingLists":{"l1":true}}""",
            loops.Server.Requests[0].Body);
        await Assert.ThrowsAsync<ArgumentException>(() => loops.Client.Api.SendEventAsync(data, new string('k', 101), Cancel));
    }

    [Fact]
    public async Task Events_that_the_account_knows_are_listed_page_after_page_and_found()
    {
        await using var loops = await LoopsFixture.StartAsync();
        for (var i = 0; i < 25; i++)
            await loops.Client.Api.SendEventAsync(new($"Event {i:00}/x") { Email = "adam@loops.so", EventProperties = new Dictionary<string, LoopsValue> { ["n"] = i, ["text"] = "t" } }, cancellationToken: Cancel);

        var patterns = new List<LoopsEventPattern>();
        await foreach (var pattern in loops.Client.Api.ListEventPatternsAsync(pageSize: 10, Cancel))
            patterns.Add(pattern);

        Assert.Equal(Enumerable.Range(0, 25).Select(static i => $"Event {i:00}/x"), patterns.Select(static pattern => pattern.EventName).Order(StringComparer.Ordinal));
        var found = await loops.Client.Api.FindEventPatternAsync("Event 07/x", Cancel);
        Assert.NotNull(found);
        Assert.Equal([new("n", "number"), new LoopsEventPatternProperty("text", "string")], found.EventProperties!.OrderBy(static property => property.Name, StringComparer.Ordinal));
        Assert.Equal(found.EventName, (await loops.Client.Api.GetEventPatternAsync(found.Id, Cancel))?.EventName);
        Assert.Null(await loops.Client.Api.FindEventPatternAsync("event 07/x", Cancel));
        Assert.Throws<ArgumentOutOfRangeException>(() => loops.Client.Api.ListEventPatternsAsync(pageSize: 9, Cancel).GetAsyncEnumerator(Cancel).MoveNextAsync().AsTask().GetAwaiter().GetResult());
    }

    [Fact]
    public async Task A_transactional_email_is_sent_and_the_account_s_are_listed()
    {
        await using var loops = await LoopsFixture.StartAsync(new VirtualTime(), server: new()
        {
            RequestsPerSecond = 0,
            TransactionalEmails = [new("t1", "Reset") { DataVariables = ["link"], OptionalDataVariables = ["name"] }, new("t2", "Draft") { IsPublished = false }],
        });
        var api = loops.Client.Api;

        await api.SendTransactionalAsync(
            new("t1", "adam@loops.so") { DataVariables = new Dictionary<string, LoopsValue> { ["link"] = "https://a", ["name"] = LoopsValue.Null }, Attachments = [new("a.txt", "text/plain", [72, 105])] }, "k1", Cancel);

        var mail = Assert.Single(loops.Server.SentEmails);
        Assert.Equal(("t1", "adam@loops.so", "https://a", "k1", "a.txt"), (mail.TransactionalId, mail.Email, mail.DataVariables["link"].GetString(), mail.IdempotencyKey, Assert.Single(mail.Attachments).FileName));
        Assert.Contains("link", (await Assert.ThrowsAsync<LoopsBadRequestException>(() => api.SendTransactionalAsync(new("t1", "adam@loops.so"), cancellationToken: Cancel))).LoopsMessage, StringComparison.Ordinal);
        await Assert.ThrowsAsync<LoopsNotFoundException>(() => api.SendTransactionalAsync(new("nope", "adam@loops.so"), cancellationToken: Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => api.SendTransactionalAsync(new("t1", "adam@loops.so") { DataVariables = new Dictionary<string, LoopsValue> { ["link"] = true } }, cancellationToken: Cancel));

        var listed = new List<LoopsTransactionalInfo>();
        await foreach (var email in api.ListTransactionalAsync(cancellationToken: Cancel))
            listed.Add(email);
        Assert.Equal([("t1", "Reset", true), ("t2", "Draft", false)], listed.Select(static email => (email.Id, email.Name, email.PublishedEmailMessageId is not null)));
        Assert.Contains("link", listed[0].DataVariables);
    }

    [Fact]
    public async Task A_mapped_transactional_email_arrives_with_its_list_and_file()
    {
        await using var loops = await LoopsFixture.StartAsync();

        var receipt = await loops.Client.SendAsync(new PasswordReset("adam@loops.so", "https://app.example/1", [new("Phone")], [new("a.txt", "text/plain", [1, 2])]), Cancel);

        var mail = Assert.Single(loops.Server.SentEmails);
        Assert.Equal((LoopsOutcome.Accepted, mail.IdempotencyKey), (receipt.Outcome, receipt.IdempotencyKey));
        Assert.Equal("""[{"name":"Phone"}]""", mail.DataVariables["devices"].GetRawText());
        Assert.Equal([1, 2], Assert.Single(mail.Attachments).Content);
    }

    [Fact]
    public async Task An_answer_that_is_not_Loops_says_what_to_check()
    {
        await using var loops = await LoopsFixture.StartAsync();
        var services = new HttpClient(new HtmlHandler());
        var options = new LoopsOptions { ApiKey = "key" };
        var client = new AppLoops(new LoopsMapping.Delivery.DirectDelivery(new LoopsMapping.Delivery.Transport("app", loops.Team, () => services, () => options, loops.Time, loops.Log)));

        var exception = await Assert.ThrowsAsync<LoopsException>(() => client.Api.ListMailingListsAsync(Cancel));

        Assert.Contains("Check that Loops:BaseAddress is Loops itself", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_log_mode_there_is_no_answer_to_give()
    {
        await using var loops = await LoopsFixture.StartAsync(static options => options.Mode = LoopsMode.Log);

        Assert.Contains("Loops:Mode is Log", (await Assert.ThrowsAsync<LoopsException>(() => loops.Client.Api.ListMailingListsAsync(Cancel))).Message, StringComparison.Ordinal);
        Assert.Equal(LoopsOutcome.Suppressed, (await loops.Client.Api.SendEventAsync(new("Seen") { Email = "adam@loops.so" }, cancellationToken: Cancel)).Outcome);
        Assert.Equal(LoopsOutcome.Suppressed, (await loops.Client.Api.SendTransactionalAsync(new("t1", "adam@loops.so") { DataVariables = new Dictionary<string, LoopsValue> { ["link"] = "secret" } }, cancellationToken: Cancel)).Outcome);
        Assert.False(await loops.Client.Api.DeleteContactAsync(LoopsContactKey.Email("adam@loops.so"), Cancel));
        Assert.Empty(loops.Server.Requests);
        Assert.Equal(
            [
                """Not sent, because Loops:Mode is Log: POST events/send {"eventName":"Seen","email":"a***@loops.so"}""",
                """Not sent, because Loops:Mode is Log: POST transactional {"transactionalId":"t1","email":"a***@loops.so","dataVariables":{"link":"***"}}""",
                """Not sent, because Loops:Mode is Log: POST contacts/delete {"email":"a***@loops.so"}""",
            ],
            loops.Log.Collector.GetSnapshot().Select(static record => record.Message));
    }

    private sealed class HtmlHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            => Task.FromResult(new HttpResponseMessage { Content = new StringContent("<html>Welcome to our proxy</html>") });
    }
}
