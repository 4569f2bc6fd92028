using System.Net.Http.Headers;
using System.Net.Http.Json;
using LoopsMapping.CrashTests.Judging;
using Microsoft.Extensions.DependencyInjection;
using AppContext = LoopsMapping.CrashTests.Transacting.AppContext;

namespace LoopsMapping.CrashTests.Working;

/// <summary>Makes the call that stands for a record.</summary>
internal interface IRecordSender
{
    Task SendAsync(RecordId record);
}

/// <summary>Through the client, with an outbox or without.</summary>
internal sealed class ClientSender(CrashLoops client) : IRecordSender
{
    private static readonly LoopsSendOptions Usual = new();

    public Task SendAsync(RecordId record) => SendAsync(record, Usual);

    public Task SendAsync(RecordId record, LoopsSendOptions options)
    {
        var (userId, email) = (Lanes.UserId(record.Lane), Lanes.Email(record.Lane));
        return record.Kind switch
        {
            RecordKind.Contact => client.IdentifyAsync(new Person(userId, email, record.Sequence), options),
            RecordKind.Event => client.TrackAsync(new PageViewed(userId, email, record.Sequence), options),
            _ => client.SendAsync(new Letter(email, record.Sequence), options),
        };
    }

    /// <summary>Registers the client as every campaign uses it.</summary>
    public static ILoopsBuilder Add(IServiceCollection services, WorkerArguments arguments)
    {
        var loops = services.AddLoops<CrashLoops>(options =>
        {
            options.ApiKey = arguments.ApiKey;
            options.BaseAddress = arguments.BaseAddress;
            options.RequestsPerSecond = arguments.RequestsPerSecond;
        });
        if (arguments.Sender is SenderKind.Outbox or SenderKind.Transaction or SenderKind.DbContext)
            arguments.Store.Use(loops, arguments.LeaseSeconds);
        if (arguments.Sender is SenderKind.Transaction)
            services.AddSingleton(_ => Npgsql.NpgsqlDataSource.Create(StorePlace.ConnectionString));
        if (arguments.Sender is SenderKind.DbContext)
        {
            services.AddDbContext<AppContext>(options => AppContext.Configure(options, arguments));
            loops.UseEntityFrameworkCoreOutbox<AppContext>();
        }
        return loops;
    }
}

/// <summary>By hand, from Loops' documentation of the three requests.</summary>
internal sealed class HttpSender(HttpClient http) : IRecordSender
{
    public async Task SendAsync(RecordId record)
    {
        var (userId, email, sequence) = (Lanes.UserId(record.Lane), Lanes.Email(record.Lane), record.Sequence);
        using var response = await (record.Kind switch
        {
            RecordKind.Contact => http.PutAsJsonAsync("contacts/update", new { email, userId, sequence }),
            RecordKind.Event => http.PostAsJsonAsync("events/send", new { email, userId, eventName = "Page Viewed", eventProperties = new { sequence } }),
            _ => http.PostAsJsonAsync("transactional", new { transactionalId = Letter.Id, email, dataVariables = new { sequence } }),
        });
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Registers the HTTP client.</summary>
    public static IHttpClientBuilder Add(IServiceCollection services, WorkerArguments arguments)
    {
        var http = services.AddHttpClient(nameof(HttpSender), client =>
        {
            client.BaseAddress = arguments.BaseAddress;
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", arguments.ApiKey);
        });
        if (arguments.Sender is SenderKind.Resilience)
            http.AddStandardResilienceHandler();
        return http;
    }
}
