using System.Text;
using LoopsMapping.Outbox;

namespace LoopsMapping.Tool.Tests.Outbox;

public sealed class OutboxShowTests : OutboxTest
{
    [Fact]
    public async Task A_dead_letter_is_shown_with_its_reason_the_answer_and_the_body()
    {
        var id = await DeadAsync(Event("u1", "adam@loops.so"), Refused with { Detail = "Loops refuses adam@loops.so." });
        Time.Advance(TimeSpan.FromDays(2) + TimeSpan.FromHours(4));

        await ShouldSayAsync(await OutboxAsync("show", $"{id}"), 0, """
            Record 1, a dead letter

              Name              User Registered
              Team              default
              Request           POST events/send
              Idempotency-Key   key-u1-User Registered
              User id           u1
              E-mail            a***@loops.so
              Lane              u1
              Priority          Live

              Enqueued          2026-03-01 12:00:00 UTC, 2 d 4 h ago
              Expires           never
              Attempts          1
              First attempt     2026-03-01 12:00:00 UTC, 2 d 4 h ago
              May have arrived  no

              Failed            2026-03-01 12:00:00 UTC, 2 d 4 h ago
              Reason            Refused 400
              Detail            Loops refuses a***@loops.so.

            Answer of Loops:
            {
              "success": false,
              "message": "a***@loops.so is no address."
            }

            Body:
            {
              "eventName": "User Registered",
              "email": "a***@loops.so",
              "userId": "u1"
            }

            E-mail addresses and the data of transactional emails are masked; --reveal shows them.

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_pending_record_says_when_it_is_tried_and_what_it_met_with()
    {
        await InStoreAsync(async store =>
        {
            await store.EnqueueAsync([Event("u1") with { ExpiresAfter = TimeSpan.FromDays(1) }], Cancel);
            var claim = await ClaimAsync(store, Team);
            await store.MarkAttemptAsync(claim, Cancel);
            return await store.RescheduleAsync(claim, new(TimeSpan.FromMinutes(5), "Loops answered 503") { MayHaveArrived = true }, Cancel);
        });

        var text = Unix((await OutboxAsync("show", "1")).Output);

        Assert.StartsWith("Record 1, pending\n", text, StringComparison.Ordinal);
        Assert.Contains("\n  Expires           2026-03-02 12:00:00 UTC, in 1 d 0 h\n", text, StringComparison.Ordinal);
        Assert.Contains("\n  Last failure      Loops answered 503\n  Next attempt      2026-03-01 12:05:00 UTC, in 5 m\n  May have arrived  yes\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_transactional_email_is_filled_in_with_is_not_shown_wherever_it_is_repeated()
    {
        await DeadAsync(Reset("eve@loops.so"), new(LoopsOutboxReason.Refused, $"It said {ResetUrl}.") { Status = 400, Answer = $$"""{"message":"{{ResetUrl}} of eve@loops.so"}""" });

        var text = await OutboxAsync("show", "1");
        var json = await JsonAsync(0, "show", "1");

        foreach (var secret in (string[])["8f2c", "eve@", "Terms.pdf", "QUJD"])
        {
            Assert.DoesNotContain(secret, text.Everything, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, json.GetRawText(), StringComparison.Ordinal);
        }
        Assert.Equal("""{"transactionalId":"cm06f5v0e45nf0ml5754o9cix","email":"e***@loops.so","dataVariables":{"resetUrl":"***"},"attachments":"***"}""", json.GetProperty("body").GetRawText());
        Assert.Equal("*** of e***@loops.so", json.GetProperty("answer").GetProperty("message").GetString());
        Assert.Equal("It said ***.", json.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Reveal_shows_it_as_it_was_sent()
    {
        await DeadAsync(Reset("eve@loops.so"), Refused);

        var text = Unix((await OutboxAsync("show", "1", "--reveal")).Output);
        var json = await JsonAsync(0, "show", "1", "--reveal");

        Assert.Contains($"\n    \"resetUrl\": \"{ResetUrl}\"\n", text, StringComparison.Ordinal);
        Assert.Contains("\n  Lane              transactional/cm06f5v0e45nf0ml5754o9cix/eve@loops.so\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("***", text, StringComparison.Ordinal);
        Assert.Equal(Encoding.UTF8.GetString(Reset("eve@loops.so").Body.Span), json.GetProperty("body").GetRawText());
        Assert.Equal("adam@loops.so is no address.", json.GetProperty("answer").GetProperty("message").GetString());
    }

    [Fact]
    public async Task An_address_after_an_escape_is_masked_and_the_body_stays_json()
    {
        await EnqueueAsync(Event("u1") with { Body = Encoding.UTF8.GetBytes("""{"note":"Mail to\nadam@loops.so","n":1.50}""") });

        Assert.Equal("""{"note":"Mail to\na***@loops.so","n":1.50}""", (await JsonAsync(0, "show", "1")).GetProperty("body").GetRawText());
    }

    [Fact]
    public async Task An_answer_that_is_a_page_is_cut_and_cannot_steer_the_terminal()
    {
        var page = "<html>\u001b[2J\r\n" + new string('x', 4_500);
        await DeadAsync(Event("u1"), Refused with { Answer = page });

        var text = Unix((await OutboxAsync("show", "1")).Output);

        Assert.Contains("\nAnswer of Loops:\n<html>\uFFFD[2J\nxxx", text, StringComparison.Ordinal);
        Assert.Contains("x\n… and 512 characters more; --json shows all of it.\n", text, StringComparison.Ordinal);
        Assert.Equal(page, (await JsonAsync(0, "show", "1")).GetProperty("answer").GetString());
    }

    [Fact]
    public async Task What_never_became_a_request_is_shown_as_it_came()
    {
        await EnqueueAsync(Event("u1") with { Body = "age=x of adam@loops.so"u8.ToArray(), Failure = new(LoopsOutboxReason.Invalid, "$.traits.age is no number.") });
        await EnqueueAsync(Reset("eve@loops.so") with { Body = "not JSON"u8.ToArray(), Failure = new(LoopsOutboxReason.Invalid, "It is no JSON.") });

        Assert.Equal("age=x of a***@loops.so", (await JsonAsync(0, "show", "1")).GetProperty("body").GetString());
        Assert.Equal("***", (await JsonAsync(0, "show", "2")).GetProperty("body").GetString());
        Assert.Equal("not JSON", (await JsonAsync(0, "show", "2", "--reveal")).GetProperty("body").GetString());
    }

    [Fact]
    public async Task A_record_that_is_not_there_says_what_may_have_become_of_it()
    {
        await EnqueueAsync(Event("u1"));

        await ShouldSayAsync(await OutboxAsync("show", "42"), 1, "", "There is no record 42. What was delivered is removed, and what was retried has a new number.\n");
    }

    [Theory]
    [InlineData("Which record? Give its ID, as \"outbox list\" shows it.")]
    [InlineData("An ID is a whole number from 1, as \"outbox list\" shows it.", "u1")]
    [InlineData("An ID is a whole number from 1, as \"outbox list\" shows it.", "0")]
    [InlineData("loops-mapping outbox show takes no more than one argument.", "1", "2")]
    public async Task A_wrong_command_line_is_one_message(string message, params string[] arguments)
    {
        await ShouldSayAsync(await OutboxAsync(["show", .. arguments]), 2, "", $"{message}\nSee loops-mapping outbox show --help.\n");
    }
}
