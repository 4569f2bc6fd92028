using System.Text.Json;
using LoopsMapping.Testing.Tests.Server.Harness;

namespace LoopsMapping.Testing.Tests.Server;

/// <summary>What contacts are made of and how requests change them.</summary>
public sealed class ContactRulesTests
{
    [Fact]
    public async Task An_update_with_an_unknown_email_creates_the_contact()
    {
        await using var loops = await LocalLoops.StartAsync();

        var reply = await loops.UpdateAsync("""{"email":"new@example.com","userId":"u1","source":"Segment","userGroup":"admins"}""");

        var contact = Assert.Single(loops.Server.Contacts);
        Assert.Equal($$"""{"success":true,"id":"{{contact.Id}}"}""", reply.Body);
        Assert.Matches("^c[a-z0-9]{24}$", contact.Id);
        Assert.Equal(("new@example.com", "u1", "Segment", "admins", true), (contact.Email, contact.UserId, contact.Source, contact.UserGroup, contact.Subscribed));
    }

    [Fact]
    public async Task Find_answers_the_whole_contact_with_custom_properties_at_the_top_level()
    {
        await using var loops = await LocalLoops.StartAsync();
        await loops.CreateAsync("""{"email":"a@example.com","firstName":"Zoë","mailingLists":{"on":true,"off":false},"seats":4,"isVip":true,"createdAt":"2025-01-31"}""");

        var reply = await loops.FindAsync("email=A%40EXAMPLE.com");

        var contact = Assert.Single(loops.Server.Contacts);
        Assert.Equal(
            $$"""[{"id":"{{contact.Id}}","email":"a@example.com","firstName":"Zoë","lastName":null,"source":"API","subscribed":true,"userGroup":"","userId":null,"mailingLists":{"on":true},"optInStatus":null,"seats":4,"isVip":true,"createdAt":"2025-01-31"}]""",
            reply.Body);
        Assert.Equal(reply.Body, $"[{contact.ToJson()}]");
    }

    [Fact]
    public async Task What_a_request_does_not_name_stays()
    {
        await using var loops = await LocalLoops.StartAsync();
        await loops.CreateAsync("""{"email":"a@example.com","userId":"u1","firstName":"A","source":"web","userGroup":"g","plan":"pro","mailingLists":{"l1":true}}""");
        var before = Assert.Single(loops.Server.Contacts).ToJson();

        await loops.UpdateAsync("""{"userId":"u1"}""");
        await loops.UpdateAsync("""{"email":"a@example.com","subscribed":null,"userId":null,"mailingLists":null}""");

        Assert.Equal(before, Assert.Single(loops.Server.Contacts).ToJson());
    }

    [Fact]
    public async Task Only_an_update_that_says_so_subscribes_again()
    {
        await using var loops = await LocalLoops.StartAsync();
        await loops.CreateAsync("""{"email":"gone@example.com","subscribed":false}""");

        await loops.UpdateAsync("""{"email":"gone@example.com","firstName":"G","mailingLists":{"l1":true}}""");
        Assert.False(loops.Server.Contacts[0].Subscribed);
        Assert.Empty(loops.Server.Contacts[0].MailingLists);
        await loops.UpdateAsync("""{"email":"gone@example.com","subscribed":true}""");

        Assert.True(loops.Server.Contacts[0].Subscribed);
        Assert.Empty(loops.Server.Contacts[0].MailingLists);
    }

    [Fact]
    public async Task Null_resets_every_property_to_what_a_new_contact_has()
    {
        await using var loops = await LocalLoops.StartAsync();
        await loops.CreateAsync("""{"email":"a@example.com","firstName":"A","lastName":"B","source":"web","userGroup":"g","plan":"pro"}""");

        await loops.UpdateAsync("""{"email":"a@example.com","firstName":null,"lastName":null,"source":null,"userGroup":null,"plan":null,"never":null}""");

        var contact = Assert.Single(loops.Server.Contacts);
        Assert.Equal((null, null, "API", ""), (contact.FirstName, contact.LastName, contact.Source, contact.UserGroup));
        Assert.Empty(contact.Properties);
    }

    [Fact]
    public async Task When_the_identifiers_belong_to_two_contacts_the_one_with_the_user_id_is_updated_and_emails_stay_unique()
    {
        await using var loops = await LocalLoops.StartAsync();
        await loops.CreateAsync("""{"email":"a@example.com","userId":"u1"}""");
        await loops.CreateAsync("""{"email":"b@example.com","userId":"u2"}""");

        (await loops.UpdateAsync("""{"userId":"u1","email":"b@example.com","plan":"pro"}""")).ShouldBe(200);

        Assert.Equal(
            [("a@example.com", "u1", true), ("b@example.com", "u2", false)],
            loops.Server.Contacts.Select(static contact => (contact.Email, contact.UserId!, contact.Properties.ContainsKey("plan"))));
    }

    [Fact]
    public async Task An_email_moves_with_the_user_id_and_is_free_afterwards()
    {
        await using var loops = await LocalLoops.StartAsync();
        await loops.CreateAsync("""{"email":"old@example.com","userId":"u1"}""");

        await loops.UpdateAsync("""{"userId":"u1","email":"new@example.com"}""");
        await loops.UpdateAsync("""{"userId":"u1","email":"NEW@example.com"}""");
        (await loops.CreateAsync("""{"email":"old@example.com"}""")).ShouldBe(200);

        Assert.Equal(["new@example.com", "old@example.com"], loops.Server.Contacts.Select(static contact => contact.Email));
    }

    [Fact]
    public async Task A_contact_that_is_matched_by_email_takes_the_new_user_id()
    {
        await using var loops = await LocalLoops.StartAsync();
        await loops.CreateAsync("""{"email":"a@example.com","userId":"u1"}""");

        await loops.UpdateAsync("""{"email":"A@example.com","userId":"u2"}""");

        Assert.Equal(("a@example.com", "u2"), (loops.Server.Contacts[0].Email, loops.Server.Contacts[0].UserId));
        Assert.Equal("[]", (await loops.FindAsync("userId=u1")).Body);
        Assert.Equal("[]", (await loops.FindAsync("userId=U2")).Body);
    }

    [Fact]
    public async Task Lists_are_added_when_the_same_request_subscribes()
    {
        await using var loops = await LocalLoops.StartAsync();

        await loops.CreateAsync("""{"email":"a@example.com","subscribed":false,"mailingLists":{"l1":true}}""");
        Assert.Empty(loops.Server.Contacts[0].MailingLists);
        await loops.UpdateAsync("""{"mailingLists":{"l1":true},"email":"a@example.com","subscribed":true}""");

        Assert.Equal(["l1"], loops.Server.Contacts[0].MailingLists.Keys);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("listId")]
    [InlineData("softDeleteAt")]
    [InlineData("teamId")]
    [InlineData("updatedAt")]
    [InlineData("optInStatus")]
    public async Task A_reserved_property_name_is_passed_over(string name)
    {
        await using var loops = await LocalLoops.StartAsync();
        var body = $$"""{"email":"a@example.com","eventName":"e","{{name}}":"x"}""";

        Assert.Equal(200, (await loops.UpdateAsync(body)).Status);
        Assert.Equal(200, (await loops.TrackAsync(body)).Status);
        Assert.False(Assert.Single(loops.Server.Contacts).Properties.ContainsKey(name));
    }

    [Theory]
    [InlineData("\"firstName\":1")]
    [InlineData("\"source\":true")]
    [InlineData("\"userId\":7")]
    [InlineData("\"subscribed\":\"true\"")]
    [InlineData("\"mailingLists\":{\"l\":\"true\"}")]
    [InlineData("\"mailingLists\":\"l\"")]
    [InlineData("\"contactProperties\":{\"a\":1}")]
    [InlineData("\"tags\":[]")]
    public async Task A_value_of_the_wrong_type_is_refused_as_a_whole(string member)
    {
        await using var loops = await LocalLoops.StartAsync();
        await loops.CreateAsync("""{"email":"a@example.com","plan":"free"}""");

        (await loops.UpdateAsync($$"""{"email":"a@example.com","plan":"pro",{{member}}}""")).ShouldFail(400);

        Assert.Equal("free", Assert.Single(loops.Server.Contacts).Properties["plan"].GetString());
    }

    [Theory]
    [InlineData("a@b")]
    [InlineData("@example.com")]
    [InlineData("a@example.com ")]
    [InlineData("a b@example.com")]
    [InlineData("a@@example.com")]
    [InlineData("a@example..com")]
    [InlineData("a@.com")]
    [InlineData("a@example.")]
    [InlineData("a@b@example.com")]
    [InlineData("")]
    public async Task An_email_that_is_none_is_refused_everywhere(string email)
    {
        await using var loops = await LocalLoops.StartAsync();
        var body = $$"""{"email":"{{email}}","eventName":"e"}""";

        (await loops.CreateAsync(body)).ShouldFail(400, "Invalid email address.");
        (await loops.UpdateAsync(body)).ShouldFail(400, "Invalid email address.");
        (await loops.TrackAsync(body)).ShouldFail(400, "Invalid email address.");
        (await loops.DeleteAsync(body)).ShouldFail(400, "Invalid email address.");
        (await loops.FindAsync($"email={Uri.EscapeDataString(email)}")).ShouldFail(400, "Invalid email address.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("userId=")]
    [InlineData("Email=a%40example.com")]
    [InlineData("userId=1&userId=2")]
    [InlineData("email=a%40example.com&email=a%40example.com")]
    [InlineData("email=a+b@example.com")]
    public async Task A_question_without_exactly_one_identifier_is_refused(string query)
    {
        await using var loops = await LocalLoops.StartAsync();

        (await loops.FindAsync(query)).ShouldFail(400);
    }

    [Fact]
    public async Task A_deleted_contact_leaves_its_identifiers_free_and_the_order_of_the_others()
    {
        await using var loops = await LocalLoops.StartAsync();
        await loops.CreateAsync("""{"email":"a@example.com","userId":"u1"}""");
        await loops.CreateAsync("""{"email":"b@example.com"}""");

        (await loops.DeleteAsync("""{"userId":"u1","email":null}""")).ShouldBe(200);
        (await loops.DeleteAsync("""{"userId":"u1"}""")).ShouldFail(404, "Contact not found.");
        (await loops.DeleteAsync("{}")).ShouldFail(400);
        (await loops.CreateAsync("""{"email":"a@example.com","userId":"u1"}""")).ShouldBe(200);

        Assert.Equal(["b@example.com", "a@example.com"], loops.Server.Contacts.Select(static contact => contact.Email));
    }

    [Fact]
    public async Task A_snapshot_does_not_change()
    {
        await using var loops = await LocalLoops.StartAsync();
        await loops.CreateAsync("""{"email":"a@example.com","plan":"free"}""");
        var before = loops.Server.Contacts;

        await loops.UpdateAsync("""{"email":"a@example.com","plan":"pro"}""");
        loops.Server.Reset();

        Assert.Equal("free", Assert.Single(before).Properties["plan"].GetString());
        Assert.Throws<NotSupportedException>(() => ((IDictionary<string, JsonElement>)before[0].Properties).Clear());
    }
}
