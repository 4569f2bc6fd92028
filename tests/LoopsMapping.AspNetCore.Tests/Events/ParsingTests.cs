using System.Text;
using System.Text.Json;
using LoopsMapping.AspNetCore.Tests.Harness;

namespace LoopsMapping.AspNetCore.Tests.Events;

/// <summary>What is read of payloads that are not as documented today.</summary>
public sealed class ParsingTests
{
    [Fact]
    public void An_unknown_event_passes_with_its_payload()
    {
        var webhook = Payload.Parse<LoopsWebhook>("contact.merged", ""","into":{"id":"cm_other"}""");

        Assert.Equal("cm_other", webhook.Raw.GetProperty("into").GetProperty("id").GetString());
    }

    [Fact]
    public void An_unknown_event_needs_no_contact_and_no_version()
    {
        var webhook = Parse("""{"eventName":"domain.verified","eventTime":1750000000}""");

        Assert.Null(webhook.ContactIdentity);
        Assert.Equal("", webhook.SchemaVersion);
    }

    [Fact]
    public void Unknown_fields_are_ignored_and_their_order_is_free()
    {
        var webhook = Parse($$"""{"later":[1,{"a":null}],"contactIdentity":{"userId":null,"email":"ada@example.com","id":"cm_contact","phone":"1"},"eventTime":0,"eventName":"contact.deleted","contact":7}""");

        Assert.Equal(new LoopsContactIdentity("cm_contact", "ada@example.com", null), Assert.IsType<LoopsContactDeleted>(webhook).ContactIdentity);
        Assert.Equal(DateTimeOffset.UnixEpoch, webhook.EventTime);
    }

    [Theory]
    [InlineData("")]
    [InlineData("eventName=contact.deleted")]
    [InlineData("""{"eventName":"contact.deleted","eventTime":1750000000""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"contact.deleted\"")]
    [InlineData("{}")]
    [InlineData("""{"eventName":null,"eventTime":1750000000}""")]
    [InlineData("""{"eventName":7,"eventTime":1750000000}""")]
    [InlineData("""{"eventName":"testing.testEvent"}""")]
    [InlineData("""{"eventName":"testing.testEvent","eventTime":"2025-06-15T15:06:40Z"}""")]
    [InlineData("""{"eventName":"testing.testEvent","eventTime":1750000000.5}""")]
    [InlineData("""{"eventName":"testing.testEvent","eventTime":99999999999999}""")]
    [InlineData("""{"eventName":"testing.testEvent","eventTime":null}""")]
    [InlineData("""{"eventName":"contact.deleted","eventTime":1750000000}""")]
    [InlineData("""{"eventName":"contact.deleted","eventTime":1750000000,"contactIdentity":null}""")]
    [InlineData("""{"eventName":"contact.deleted","eventTime":1750000000,"contactIdentity":"ada@example.com"}""")]
    [InlineData("""{"eventName":"contact.created","eventTime":1750000000,"contactIdentity":{"id":"c","email":"ada@example.com","userId":null}}""")]
    [InlineData("""{"eventName":"contact.created","eventTime":1750000000,"contactIdentity":{"id":"c","email":"ada@example.com","userId":null},"contact":"ada@example.com"}""")]
    [InlineData("""{"eventName":"email.opened","eventTime":1750000000,"contactIdentity":{"id":"c","email":"ada@example.com","userId":null},"sourceType":"loop"}""")]
    public void What_is_no_event_is_refused_without_repeating_it(string body)
    {
        var exception = Assert.ThrowsAny<JsonException>(() => Parse(body));

        Assert.DoesNotContain("ada", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(@"{""eventName"":""\ud800"",""eventTime"":1750000000}")]
    [InlineData(@"{""eventName"":""testing.testEvent"",""eventTime"":1750000000,""message"":""\ud800""}")]
    [InlineData(@"{""eventName"":""contact.created"",""eventTime"":0,""contactIdentity"":{""id"":""c"",""email"":""e"",""userId"":null},""contact"":{""\ud800"":1}}")]
    [InlineData("nada@example.com")]
    public void Text_that_is_no_Unicode_and_what_is_no_JSON_are_refused_as_such(string body)
    {
        var exception = Assert.ThrowsAny<JsonException>(() => Parse(body));

        Assert.DoesNotContain("ada", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_name_that_comes_twice_the_last_counts()
    {
        var webhook = Payload.Parse<LoopsContactCreated>("contact.created", ""","contact":{"id":"a","id":"cm_contact","email":"ada@example.com","plan":"Free","plan":"Pro"}""");

        Assert.Equal(("cm_contact", "Pro"), (webhook.Contact.Id, webhook.Contact.Properties["plan"].GetString()));
    }

    [Fact]
    public void Whatever_arrives_is_an_event_or_is_refused()
    {
        var random = new Random(17);
        var seeds = new[]
        {
            Payload.Of("contact.created", ""","contact":{"id":"cm_contact","email":"ada@example.com","subscribed":true,"mailingLists":{"cm_list":true},"plan":"Pro"}"""),
            Payload.Of("campaign.email.sent", $""","campaignId":"cm_campaign","email":{Payload.Email},"mailingLists":[{Payload.List}]"""),
            Payload.Of("email.opened", $""","sourceType":"loop","loopId":"cm_loop","email":{Payload.Email}"""),
        };
        const string Alphabet = "{}[]\":,\\0-eun \uffff";
        var (read, refused) = (0, 0);

        for (var i = 0; i < 20_000; i++)
        {
            var body = seeds[i % seeds.Length].ToArray();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
                body[random.Next(body.Length)] = (byte)Alphabet[random.Next(Alphabet.Length)];
            try
            {
                LoopsWebhook.Parse("msg_1", body);
                read++;
            }
            catch (JsonException)
            {
                refused++;
            }
        }

        Assert.True(read > 1000 && refused > 1000, $"{read} read, {refused} refused");
    }

    [Fact]
    public void As_text_a_webhook_tells_nothing_about_its_contact()
    {
        var webhook = Payload.Parse<LoopsEmailOpened>("email.opened", $""","sourceType":"loop","loopId":"cm_loop","email":{Payload.Email}""");

        Assert.Equal("email.opened cm_contact cm_email", $"{webhook} {webhook.ContactIdentity} {webhook.Email}");
    }

    [Fact]
    public void A_test_makes_a_webhook_by_hand()
    {
        var webhook = new LoopsContactUnsubscribed { ContactIdentity = new("cm_contact", "ada@example.com", "u1") };

        Assert.Equal(("contact.unsubscribed", "u1"), (webhook.EventName, webhook.ContactIdentity.UserId));
        Assert.Equal(webhook, webhook with { });
        var exception = Assert.Throws<InvalidOperationException>(() => new LoopsContactUnsubscribed().ContactIdentity);
        Assert.Contains("ContactIdentity", exception.Message, StringComparison.Ordinal);
    }

    private static LoopsWebhook Parse(string body) => LoopsWebhook.Parse("msg_1", Encoding.UTF8.GetBytes(body));
}
