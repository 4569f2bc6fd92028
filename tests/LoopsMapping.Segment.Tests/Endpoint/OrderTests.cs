using System.Net;
using System.Text.Json;
using LoopsMapping.Segment.Tests.Harness;
using LoopsMapping.Testing;
using Microsoft.AspNetCore.Builder;

namespace LoopsMapping.Segment.Tests.Endpoint;

/// <summary>A contact is at Loops before what happened to it later, whatever comes between.</summary>
public sealed class OrderTests
{
    private const int Users = 40;

    [Fact]
    public async Task The_contact_of_an_identify_is_at_Loops_before_the_event_of_a_later_track_through_faults_and_restarts()
    {
        await using var loops = await LoopsServer.StartAsync(new() { RequestsPerSecond = 0 }, SegmentApp.Cancel);
        var directory = Directory.CreateTempSubdirectory("segment");
        try
        {
            for (var run = 0; run < 3; run++)
            {
                var app = await StartAsync(loops, directory);
                var faults = new[] { LoopsServerFault.InternalServerError, LoopsServerFault.DropBefore, LoopsServerFault.DropAfter, LoopsServerFault.TooManyRequests };
                foreach (var fault in faults)
                    loops.FailNext(fault, 3);
                // From several connections, each user's messages one after the other as an SDK sends them.
                await Task.WhenAll(Enumerable.Range(0, Users).Select(async user =>
                {
                    await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostBatchAsync(Message.Identify($"u{user}", $"{run}-{user}-i"), Message.Track($"u{user}", $"A{run}", $"{run}-{user}-a")));
                    await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostAsync("/v1/track", Message.Track($"u{user}", $"B{run}", $"{run}-{user}-b")));
                }));
                // Stopped wherever it is; the next one finishes.
                await app.StopAsync();
            }
            var last = await StartAsync(loops, directory);
            await last.FlushAsync();
            Assert.Empty(await last.DeadLettersAsync());
            await last.StopAsync();
        }
        finally
        {
            directory.Delete(recursive: true);
        }

        Assert.Equal(Users, loops.Contacts.Count);
        Assert.Equal(3 * 2 * Users, loops.Events.Count);
        var accepted = loops.Requests.Where(static request => request.StatusCode == 200).Select(static request =>
        {
            using var body = JsonDocument.Parse(request.Body);
            return (User: body.RootElement.GetProperty("userId").GetString()!, What: body.RootElement.TryGetProperty("eventName", out var name) ? name.GetString()! : "contact");
        }).GroupBy(static request => request.User);
        Assert.All(accepted, static user => Assert.Equal(
            ["contact", "A0", "B0", "contact", "A1", "B1", "contact", "A2", "B2"],
            // An answer that was lost is asked for again.
            user.Select(static request => request.What).Aggregate(new List<string>(), static (distinct, what) => distinct.LastOrDefault() == what ? distinct : [.. distinct, what])));
    }

    private static Task<SegmentApp> StartAsync(LoopsServer loops, DirectoryInfo directory)
        => SegmentApp.StartAsync(static application => application.MapSegment<PlainLoops>(static segment => segment.WriteKeys = [SegmentApp.Key]), loops: loops, directory: directory);
}
