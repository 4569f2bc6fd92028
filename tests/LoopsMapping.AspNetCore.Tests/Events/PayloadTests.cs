using LoopsMapping.AspNetCore.Tests.Harness;

namespace LoopsMapping.AspNetCore.Tests.Events;

/// <summary>Each event that Loops documents becomes its record, with every field.</summary>
public sealed class PayloadTests
{
    private static readonly LoopsMailingListInfo List = new("cm_list", "News", null, true);
    private static readonly LoopsWebhookEmail Email = new("cm_email", "cm_message", "Welcome, Ada");

    [Fact]
    public void A_created_contact_comes_with_all_its_properties()
    {
        var contact = Payload.Parse<LoopsContactCreated>("contact.created", """
            ,"contact":{"id":"cm_contact","email":"ada@example.com","firstName":"Ada","lastName":"Lovelace","source":"API","subscribed":true,"userGroup":"Pro",
            "userId":"u1","notes":"Met in London","mailingLists":{"cm_list":true,"cm_left":false},"optInStatus":"accepted","favoriteColor":"blue","favoriteNumber":42}
            """).Contact;

        Assert.Equal(("cm_contact", "ada@example.com", "Ada", "Lovelace"), (contact.Id, contact.Email, contact.FirstName, contact.LastName));
        Assert.Equal(("API", true, "Pro", "u1"), (contact.Source, contact.Subscribed, contact.UserGroup, contact.UserId));
        Assert.Equal(("Met in London", "accepted"), (contact.Notes, contact.OptInStatus));
        Assert.Equal(["cm_list"], contact.MailingLists);
        Assert.Equal(["favoriteColor", "favoriteNumber"], contact.Properties.Keys);
        Assert.Equal(("blue", 42), (contact.Properties["favoriteColor"].GetString(), contact.Properties["favoriteNumber"].GetInt32()));
        Assert.False(contact.Raw.GetProperty("mailingLists").GetProperty("cm_left").GetBoolean());
    }

    [Fact]
    public void What_a_created_contact_does_not_have_is_null()
    {
        var contact = Payload.Parse<LoopsContactCreated>("contact.created", """
            ,"contact":{"id":"cm_contact","email":"ada@example.com","firstName":null,"lastName":null,"source":"Form","subscribed":false,"userGroup":"","userId":null,"mailingLists":{},"optInStatus":null}
            """).Contact;

        Assert.Equal((null, null, null, null, null), (contact.FirstName, contact.LastName, contact.UserId, contact.Notes, contact.OptInStatus));
        Assert.Equal((false, ""), (contact.Subscribed, contact.UserGroup));
        Assert.Empty(contact.MailingLists);
        Assert.Empty(contact.Properties);
    }

    [Fact]
    public void Unsubscribing_and_deleting_tell_whom()
    {
        Assert.Equal("u1", Payload.Parse<LoopsContactUnsubscribed>("contact.unsubscribed").ContactIdentity.UserId);
        Assert.Equal("ada@example.com", Payload.Parse<LoopsContactDeleted>("contact.deleted").ContactIdentity.Email);
    }

    [Fact]
    public void Joining_and_leaving_a_list_tell_which()
    {
        Assert.Equal(List, Payload.Parse<LoopsContactMailingListSubscribed>("contact.mailingList.subscribed", $""","mailingList":{Payload.List}""").MailingList);
        Assert.Equal(
            new LoopsMailingListInfo("cm_beta", "Beta", "For the brave", false),
            Payload.Parse<LoopsContactMailingListUnsubscribed>("contact.mailingList.unsubscribed", ""","mailingList":{"id":"cm_beta","name":"Beta","description":"For the brave","isPublic":false}""").MailingList);
    }

    [Fact]
    public void A_sent_transactional_email_tells_which()
    {
        var sent = Payload.Parse<LoopsTransactionalEmailSent>("transactional.email.sent", $""","transactionalId":"cm_tx","transactionalName":"Receipt","email":{Payload.Email}""");

        Assert.Equal(("cm_tx", "Receipt", Email), (sent.TransactionalId, sent.TransactionalName, sent.Email));
    }

    [Fact]
    public void A_sent_campaign_tells_which_and_to_which_lists()
    {
        var sent = Payload.Parse<LoopsCampaignEmailSent>("campaign.email.sent", $""","campaignId":"cm_campaign","campaignName":"Spring","email":{Payload.Email},"mailingLists":[{Payload.List}]""");

        Assert.Equal(("cm_campaign", "Spring", Email), (sent.CampaignId, sent.CampaignName, sent.Email));
        Assert.Equal([List], sent.MailingLists);
    }

    [Fact]
    public void A_sent_workflow_email_tells_which_and_to_which_lists()
    {
        var sent = Payload.Parse<LoopsLoopEmailSent>("loop.email.sent", $""","loopId":"cm_loop","loopName":"Onboarding","email":{Payload.Email},"mailingLists":[{Payload.List}]""");

        Assert.Equal(("cm_loop", "Onboarding", Email), (sent.LoopId, sent.LoopName, sent.Email));
        Assert.Equal([List], sent.MailingLists);
    }

    [Fact]
    public void Names_and_lists_that_Loops_did_not_tell_are_empty()
    {
        var email = $""","email":{Payload.Email}""";
        var campaign = Payload.Parse<LoopsCampaignEmailSent>("campaign.email.sent", $""","campaignId":"cm_campaign"{email}""");
        var loop = Payload.Parse<LoopsLoopEmailSent>("loop.email.sent", $""","loopId":"cm_loop","mailingLists":[]{email}""");
        var transactional = Payload.Parse<LoopsTransactionalEmailSent>("transactional.email.sent", $""","transactionalId":"cm_tx"{email}""");

        Assert.Equal(("", "", ""), (campaign.CampaignName, loop.LoopName, transactional.TransactionalName));
        Assert.Empty(campaign.MailingLists);
        Assert.Empty(loop.MailingLists);
    }

    [Fact]
    public void The_way_of_an_email_tells_its_source()
    {
        Delivery<LoopsEmailDelivered>("email.delivered");
        Delivery<LoopsEmailSoftBounced>("email.softBounced");
        Delivery<LoopsEmailHardBounced>("email.hardBounced");
        Delivery<LoopsEmailSpamReported>("email.spamReported");
    }

    [Fact]
    public void What_a_reader_did_tells_its_source()
    {
        Reading<LoopsEmailOpened>("email.opened");
        Reading<LoopsEmailClicked>("email.clicked");
        Reading<LoopsEmailUnsubscribed>("email.unsubscribed");
        Reading<LoopsEmailResubscribed>("email.resubscribed");
    }

    [Fact]
    public void The_test_of_the_settings_page_is_about_nobody()
    {
        var test = Assert.IsType<LoopsTestingTestEvent>(LoopsWebhook.Parse("msg_1", """{"eventName":"testing.testEvent","eventTime":1750000000,"message":"test","webhookSchemaVersion":"1.0.0"}"""u8.ToArray()));

        Assert.Equal(("msg_1", "testing.testEvent", "1.0.0", "test"), (test.Id, test.EventName, test.SchemaVersion, test.Message));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1750000000), test.EventTime);
        Assert.Null(test.ContactIdentity);
    }

    [Fact]
    public void Every_record_is_named_after_its_event()
    {
        var records = typeof(LoopsWebhook).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(LoopsWebhook)) && !type.IsAbstract).ToList();

        Assert.Equal(17, records.Count);
        foreach (var record in records)
        {
            var webhook = (LoopsWebhook)Activator.CreateInstance(record)!;
            var words = webhook.EventName.Split('.').Select(static word => char.ToUpperInvariant(word[0]) + word[1..]);
            Assert.Equal($"Loops{string.Concat(words)}", record.Name);
            Assert.True(record.IsSealed && record.IsPublic);
        }
    }

    private static void Delivery<T>(string eventName)
        where T : LoopsEmailDeliveryWebhook
    {
        Reading<T>(eventName);
        var transactional = Payload.Parse<T>(eventName, $""","sourceType":"transactional","transactionalId":"cm_tx","email":{Payload.Email}""");

        Assert.Equal(("transactional", null, null, "cm_tx"), (transactional.SourceType, transactional.CampaignId, transactional.LoopId, transactional.TransactionalId));
        Assert.Equal(Email, transactional.Email);
        Assert.Null(Payload.Parse<T>(eventName, $""","sourceType":"loop","loopId":"cm_loop","email":{Payload.Email}""").TransactionalId);
    }

    private static void Reading<T>(string eventName)
        where T : LoopsEmailSourceWebhook
    {
        var campaign = Payload.Parse<T>(eventName, $""","sourceType":"campaign","campaignId":"cm_campaign","email":{Payload.Email}""");
        var loop = Payload.Parse<T>(eventName, $""","sourceType":"loop","loopId":"cm_loop","email":{Payload.Email}""");

        Assert.Equal(("campaign", "cm_campaign", null, Email), (campaign.SourceType, campaign.CampaignId, campaign.LoopId, campaign.Email));
        Assert.Equal(("loop", null, "cm_loop", Email), (loop.SourceType, loop.CampaignId, loop.LoopId, loop.Email));
    }
}
