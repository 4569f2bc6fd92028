using System.Text;

namespace LoopsMapping.AspNetCore.Tests.Harness;

/// <summary>Payloads of the shape that Loops documents.</summary>
internal static class Payload
{
    public const long Time = 1_750_000_000;

    public const string Identity = """{"id":"cm_contact","email":"ada@example.com","userId":"u1"}""";

    public const string Email = """{"id":"cm_email","emailMessageId":"cm_message","subject":"Welcome, Ada"}""";

    public const string List = """{"id":"cm_list","name":"News","description":null,"isPublic":true}""";

    /// <summary>An event about a contact.</summary>
    /// <param name="more">Further members, each with a comma before it.</param>
    public static byte[] Of(string eventName, string more = "")
        => Encoding.UTF8.GetBytes($$"""{"eventName":"{{eventName}}","eventTime":{{Time}},"webhookSchemaVersion":"1.0.0","contactIdentity":{{Identity}}{{more}}}""");

    public static byte[] Unsubscribed { get; } = Of("contact.unsubscribed");

    public static T Parse<T>(string eventName, string more = "")
        where T : LoopsWebhook
    {
        var webhook = LoopsWebhook.Parse("msg_1", Of(eventName, more));

        Assert.Equal(("msg_1", eventName, "1.0.0"), (webhook.Id, webhook.EventName, webhook.SchemaVersion));
        Assert.Equal(new DateTimeOffset(2025, 6, 15, 15, 6, 40, TimeSpan.Zero), webhook.EventTime);
        Assert.Equal(new LoopsContactIdentity("cm_contact", "ada@example.com", "u1"), webhook.ContactIdentity);
        Assert.Equal(Time, webhook.Raw.GetProperty("eventTime").GetInt64());
        return Assert.IsType<T>(webhook);
    }
}
