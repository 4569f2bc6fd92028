using System.Net;
using LoopsMapping.Outbox;
using LoopsMapping.Segment.Tests.Harness;
using LoopsMapping.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace LoopsMapping.Segment.Tests.Endpoint;

/// <summary>Which destination a request is for.</summary>
public sealed class SourceTests
{
    private static readonly Action<IServiceCollection, string> Both = static (services, file) =>
    {
        services.AddLoops<PlainLoops>().UseSqliteOutbox(file);
        services.AddLoops<OtherLoops>().UseSqliteOutbox(file);
    };

    [Fact]
    public async Task The_write_key_picks_the_destination()
    {
        await using var app = await SegmentApp.StartAsync(
            static application =>
            {
                application.MapSegment<PlainLoops>(static segment => segment.WriteKeys = ["a", "b"]);
                application.MapSegment<OtherLoops>(static segment =>
                {
                    segment.WriteKeys = ["c"];
                    segment.DefaultMapping.Contact.Source = ["Other"];
                });
            },
            services: Both);
        foreach (var key in new[] { "a", "b", "c" })
            await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostAsync("/v1/identify", Message.Identify($"user-{key}"), key));
        await SegmentApp.AssertAsync(HttpStatusCode.Unauthorized, await app.PostAsync("/v1/identify", Message.Identify("nobody"), "d"));
        await app.FlushAsync();
        Assert.Equal(["user-a Segment", "user-b Segment", "user-c Other"], app.Loops.Contacts.Select(static contact => $"{contact.UserId} {contact.Source}").Order());
    }

    [Fact]
    public async Task Write_keys_of_the_configuration_serve_a_single_call()
    {
        await using var app = await SegmentApp.StartAsync(
            static application => application.MapSegment<PlainLoops>(),
            new() { ["Segment:WriteKeys:0"] = "a", ["Segment:WriteKeys:1"] = "b" });
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostAsync("/v1/identify", Message.Identify("u1"), "b"));
        await SegmentApp.AssertAsync(HttpStatusCode.Unauthorized, await app.PostAsync("/v1/identify", Message.Identify("u1"), "c"));
    }

    [Fact]
    public async Task Without_write_keys_only_this_machine_is_served_and_a_warning_says_so()
    {
        await using var app = await SegmentApp.StartAsync(static application => application.MapSegment<PlainLoops>());
        Assert.Contains(app.Log.GetSnapshot(), static entry => entry.Message.StartsWith("No write keys are configured", StringComparison.Ordinal));
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostAsync("/v1/identify", Message.Identify("u1"), null));
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostAsync("/v1/identify", Message.Identify("u1"), "any"));
        var answer = await SegmentApp.AssertAsync(HttpStatusCode.Unauthorized, await app.PostAsync("/v1/identify", Message.Identify("u1"), null, static request => request.Headers.Add("X-Forwarded-For", "203.0.113.7")));
        Assert.Contains("Segment:WriteKeys", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_that_leaves_it_open_whose_a_message_is_fails()
    {
        Assert.Contains("given twice", await FailureAsync(static application => application.MapSegment<PlainLoops>(static segment => segment.WriteKeys = ["a", "a"])), StringComparison.Ordinal);
        Assert.Contains("is blank", await FailureAsync(static application => application.MapSegment<PlainLoops>(static segment => segment.WriteKeys = [" "])), StringComparison.Ordinal);
        Assert.Contains("given twice", await FailureAsync(static application =>
        {
            application.MapSegment<PlainLoops>(static segment => segment.WriteKeys = ["a"]);
            application.MapSegment<OtherLoops>(static segment => segment.WriteKeys = ["b", "a"]);
        }), StringComparison.Ordinal);
        Assert.Contains("one of the calls has no write keys", await FailureAsync(static application =>
        {
            application.MapSegment<PlainLoops>(static segment => segment.WriteKeys = ["a"]);
            application.MapSegment<OtherLoops>();
        }), StringComparison.Ordinal);
        Assert.Contains("one of the calls has no write keys", await FailureAsync(static application =>
        {
            application.MapSegment<PlainLoops>();
            application.MapSegment<OtherLoops>(static segment => segment.WriteKeys = ["a"]);
        }), StringComparison.Ordinal);
        Assert.Contains("called twice for PlainLoops", await FailureAsync(static application =>
        {
            application.MapSegment<PlainLoops>(static segment => segment.WriteKeys = ["a"]);
            application.MapSegment<PlainLoops>(static segment => segment.WriteKeys = ["b"]);
        }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_without_an_outbox_or_a_registration_fails()
    {
        Assert.Contains("UseSqliteOutbox", await FailureAsync(static application => application.MapSegment<PlainLoops>(), static (services, _) => services.AddLoops<PlainLoops>()), StringComparison.Ordinal);
        Assert.Contains("AddLoops", await FailureAsync(static application => application.MapSegment<PlainLoops>(), static (services, file) => services.AddLoops<OtherLoops>().UseSqliteOutbox(file)), StringComparison.Ordinal);
        Assert.Contains("$.traits[", await FailureAsync(static application => application.MapSegment<PlainLoops>(static segment => segment.DefaultMapping.Contact.Email = ["$.traits["])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_tried_out_reaches_nobody_else()
    {
        await using var app = await SegmentApp.StartAsync(settings: new() { ["Loops:AllowedRecipients:0"] = "u1@example.com" });
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostBatchAsync(Message.Identify("u1"), Message.Identify("u2"), Message.Track("u2", "Paid")));
        await app.FlushAsync();
        Assert.Equal(["u1"], app.Loops.Contacts.Select(static contact => contact.UserId));
        Assert.Empty(app.Loops.Events);
    }

    [Fact]
    public async Task In_log_mode_nothing_leaves()
    {
        await using var app = await SegmentApp.StartAsync(settings: new() { ["Loops:Mode"] = "Log" });
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostBatchAsync(Message.Identify("u1")));
        Assert.Empty(await app.Store.ListAsync(new(), SegmentApp.Cancel));
        Assert.Empty(app.Loops.Requests);
    }

    private static async Task<string> FailureAsync(Action<WebApplication> map, Action<IServiceCollection, string>? services = null)
    {
        await using var loops = await LoopsServer.StartAsync(cancellationToken: SegmentApp.Cancel);
        var directory = Directory.CreateTempSubdirectory("segment");
        try
        {
            return (await Assert.ThrowsAnyAsync<Exception>(() => SegmentApp.StartAsync(map, services: services ?? Both, loops: loops, directory: directory))).Message;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
