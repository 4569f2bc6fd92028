using System.Globalization;
using LoopsMapping.CrashTests.Killing;
using LoopsMapping.CrashTests.Working;
using LoopsMapping.Outbox;
using LoopsMapping.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LoopsMapping.CrashTests.Campaigns;

/// <summary>Very many teams in one store, each at a pace of its own, some of which Loops refuses: none slows another.</summary>
internal static class TeamsCampaign
{
    private const string Header = "X-Team";
    private const int Lanes = 20;

    /// <summary>Every hundredth team has a key that Loops does not take, and is paused.</summary>
    private const int OneRefusedOf = 100;

    /// <summary>Of what is asked for, 95 % are used.</summary>
    private const double Used = 0.95;

    private static readonly double[] Paces = [0.21, 0.22, 0.23];

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);

    public static readonly (string Name, string Help)[] Options =
    [
        ("--teams", "how many, 1000 by default"),
        ("--seconds", "for how long, 120 by default"),
    ];

    public static async Task<Scoreboard> RunAsync(CampaignOptions options)
    {
        var teams = options.Number("--teams", 1_000);
        var seconds = options.Number("--seconds", 120, least: 60);
        using var workspace = Workspace.Create(options.Directory, options.Keep);
        var place = options.PlaceIn(workspace.Path);
        await place.CreateAsync();
        await using var server = await LoopsServer.StartAsync(new() { RequestsPerSecond = 0 });
        await using (var store = place.NewStore())
        {
            await store.OpenAsync();
            for (var team = 0; team < teams; team++)
            {
                // More than can be sent.
                var count = (int)((WarmUp.TotalSeconds + seconds) * Pace(team)) + 5;
                await store.EnqueueAsync([.. Enumerable.Range(0, count).Select(number => Message(team, number))]);
            }
        }

        using (var host = Build(place, server, teams))
        {
            await host.StartAsync();
            await Task.Delay(WarmUp + TimeSpan.FromSeconds(seconds));
            await host.StopAsync();
        }

        var from = server.Requests[0].ReceivedAt + WarmUp;
        var to = from.AddSeconds(seconds - 5);
        var accepted = server.Requests.Where(request => request.StatusCode == 200 && request.ReceivedAt >= from && request.ReceivedAt < to)
            .ToLookup(static request => int.Parse(request.Headers[Header], CultureInfo.InvariantCulture), static request => request.ReceivedAt);
        var span = (to - from).TotalSeconds;
        // A request more or less is a matter of where the time begins.
        var shares = Enumerable.Range(0, teams).Where(static team => !IsRefused(team)).Select(team => (accepted[team].Count() + 1) / (Pace(team) * Used * span)).Order().ToList();
        var gaps = Enumerable.Range(0, teams).Where(static team => !IsRefused(team)).SelectMany(team => Gaps(accepted[team], 1 / (Pace(team) * Used))).ToList();

        var board = new Scoreboard();
        board.Add("teams", "teams", teams);
        board.Add("refused", "of which Loops refuses the key", Enumerable.Range(0, teams).Count(IsRefused));
        board.Add("rate", "accepted per second, all together", accepted.Sum(static team => team.Count()) / span);
        board.Add("least", "least share of its pace that a team got", shares[0], Goal.AtLeast(0.9));
        board.Add("median", "share of its pace, median", Statistics.Quantile(shares, 0.5), Goal.AtLeast(0.95));
        board.Add("early", "share of requests that came over 100 ms too early, %", 100.0 * gaps.Count(static gap => gap < -0.1) / gaps.Count, Goal.AtMost(1));
        board.Add("late-p99", "how late a request came, 99th percentile, s", Statistics.Quantile(gaps, 0.99));
        workspace.IsSpent = board.IsGood;
        if (board.IsGood)
            await place.DropAsync();
        return board;
    }

    private static IHost Build(StorePlace place, LoopsServer server, int teams)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        for (var team = 0; team < teams; team++)
        {
            var (name, number) = (Name(team), team);
            var loops = builder.Services.AddKeyedLoops<CrashLoops>(name, options =>
            {
                options.ApiKey = IsRefused(number) ? "refused" : server.ApiKey;
                options.BaseAddress = server.BaseAddress;
                options.RequestsPerSecond = Pace(number);
                options.Team = Name(number);
            });
            loops.HttpClient.ConfigureHttpClient(http => http.DefaultRequestHeaders.Add(Header, number.ToString(CultureInfo.InvariantCulture)));
            place.Use(loops, 0);
        }
        return builder.Build();
    }

    /// <summary>How much later than its pace each request came after the one before, in seconds.</summary>
    private static IEnumerable<double> Gaps(IEnumerable<DateTimeOffset> times, double spacing)
    {
        var sorted = times.Order().ToList();
        return sorted.Skip(1).Zip(sorted, (later, earlier) => (later - earlier).TotalSeconds - spacing);
    }

    private static bool IsRefused(int team) => team % OneRefusedOf == OneRefusedOf / 2;

    private static double Pace(int team) => Paces[team % Paces.Length];

    private static string Name(int team) => string.Create(CultureInfo.InvariantCulture, $"team-{team}");

    private static LoopsOutboxMessage Message(int team, int number) => new()
    {
        Team = Name(team),
        Lane = string.Create(CultureInfo.InvariantCulture, $"user-{number % Lanes}"),
        Method = "POST",
        Path = "events/send",
        Name = "Page Viewed",
        Body = System.Text.Encoding.UTF8.GetBytes($$"""{"email":"user-{{number % Lanes}}@example.com","eventName":"Page Viewed"}"""),
        IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"{team}-{number}"),
        Email = string.Create(CultureInfo.InvariantCulture, $"user-{number % Lanes}@example.com"),
    };
}
