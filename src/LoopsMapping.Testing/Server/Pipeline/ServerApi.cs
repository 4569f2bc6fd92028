using System.Text;
using LoopsMapping.Testing.Endpoints;
using LoopsMapping.Testing.Journal;
using LoopsMapping.Testing.Rate;
using LoopsMapping.Testing.State;
using LoopsMapping.Testing.Webhooks;

namespace LoopsMapping.Testing.Pipeline;

/// <summary>
/// Judges requests one at a time and records them. One lock around both keeps the three lists consistent: whoever sees a request sees its
/// effect.
/// </summary>
internal sealed class ServerApi : IDisposable
{
    private readonly object _gate = new();
    private readonly NextRequests<LoopsServerFault> _faults = new();
    private readonly NextRequests<AnswerDelay> _delays = new();
    private readonly List<LoopsServerRequest> _requests = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly LoopsServerOptions _options;
    private readonly WebhookNotices _notices;
    private readonly ServerJournal? _journal;
    private LoopsTeam _team;
    private int _requestsPerSecond;
    private IRateLimit _rate;

    /// <exception cref="LoopsServerJournalException">The journal cannot be replayed.</exception>
    public ServerApi(LoopsServerOptions options, ServerJournal? journal)
    {
        _options = options;
        _journal = journal;
        _notices = new(options);
        _team = CreateTeam(TeamOrigin.Create(options.TimeProvider));
        _requestsPerSecond = options.RequestsPerSecond;
        _rate = RateLimits.Create(_requestsPerSecond, options);
        journal?.Replay(TeamOrigin.Create(options.TimeProvider), origin => _team = CreateTeam(origin), Repeat);
        // Those were sent when it happened.
        _notices.Take();
    }

    public IReadOnlyList<LoopsServerContact> Contacts => Read(static api => api._team.Contacts.All);

    public IReadOnlyList<LoopsServerEvent> Events => Read(static api => api._team.Events);

    public IReadOnlyList<LoopsServerEmail> SentEmails => Read(static api => api._team.SentEmails);

    public IReadOnlyList<LoopsServerContactProperty> ContactProperties => Read(static api => api._team.Properties.All);

    public IReadOnlyList<LoopsServerEventPattern> EventPatterns => Read(static api => api._team.EventPatterns.All);

    public IReadOnlyList<LoopsServerRequest> Requests => Read(static api => api._requests);

    public LoopsServerWebhookEndpoint? Webhooks
    {
        get
        {
            lock (_gate)
                return _notices.Endpoint;
        }

        set
        {
            lock (_gate)
                _notices.Endpoint = value;
        }
    }

    public int RequestsPerSecond
    {
        get
        {
            lock (_gate)
                return _requestsPerSecond;
        }

        set
        {
            lock (_gate)
            {
                _requestsPerSecond = value;
                _rate = RateLimits.Create(value, _options);
            }
        }
    }

    public void Suppress(string email)
    {
        lock (_gate)
        {
            _team.Suppressions.Add(email);
            _journal?.Append(new() { Time = _options.TimeProvider.GetUtcNow(), Suppressed = email });
        }
    }

    public void FailNext(LoopsServerFault fault, int times)
    {
        lock (_gate)
            _faults.Add(fault, times);
    }

    public LoopsServerHold HoldNext()
    {
        var hold = new LoopsServerHold();
        lock (_gate)
            _delays.Add(new(request => hold.Begin(request).WaitAsync(_stopping.Token), hold.Forget), times: 1);
        return hold;
    }

    public void DelayNext(TimeSpan delay, int times)
    {
        lock (_gate)
            _delays.Add(new(_ => Task.Delay(delay, _options.TimeProvider, _stopping.Token), static () => { }), times);
    }

    public void Reset()
    {
        lock (_gate)
        {
            var origin = TeamOrigin.Create(_options.TimeProvider);
            _team = CreateTeam(origin);
            _rate = RateLimits.Create(_requestsPerSecond, _options);
            _faults.Clear();
            ForgetDelays();
            _requests.Clear();
            _journal?.Restart(origin);
        }
    }

    /// <summary>Cuts the answers that are held or delayed.</summary>
    public void Dispose()
    {
        lock (_gate)
            ForgetDelays();
        _stopping.Cancel();
    }

    /// <summary>Once no request can come any more.</summary>
    public void CloseJournal()
    {
        lock (_gate)
            _journal?.Dispose();
    }

    public Outcome Handle(ApiRequest request)
    {
        lock (_gate)
        {
            var now = _options.TimeProvider.GetUtcNow();
            LoopsServerFault? fault = _faults.TryTake(out var next) ? next : null;
            var response = fault switch
            {
                null or LoopsServerFault.DropAfter => Judge(request, now),
                LoopsServerFault.DropBefore => null,
                { } answering => FaultResponses.Create(answering, request.Path, _options),
            };
            var record = Record(request, response, fault, now);
            _requests.Add(record);
            var rate = response is { StatusCode: 429 } ? _rate.Read() with { Remaining = 0 } : _rate.Read();
            var held = _delays.TryTake(out var delay) ? delay!.Begin(record) : Task.CompletedTask;
            return new(record, fault is LoopsServerFault.DropAfter ? null : response, rate, held, _notices.Take());
        }
    }

    private ApiResponse Judge(ApiRequest request, DateTimeOffset now)
    {
        if (request.Method == "OPTIONS" && request.Headers.ContainsKey("Access-Control-Request-Method"))
            return ApiResponse.Preflight;
        if (request.BodyRefusal is { } status)
            return ApiResponse.Failure(status, status == 413 ? "Request body is too large." : Messages.UnreadableBody);
        if (!_options.Accepts(request.ApiKey))
            return ApiResponse.InvalidApiKey;
        if (!_rate.TryTake())
            return ApiResponse.TooManyRequests(_options.RateLimitBody);
        if (_journal is null)
            return Answer(request, now);
        return _journal.Failure is { } failure ? ApiResponse.Failure(500, failure) : AnswerAndKeep(_journal, request, now);
    }

    private ApiResponse AnswerAndKeep(ServerJournal journal, ApiRequest request, DateTimeOffset now)
    {
        var response = Answer(request, now);
        try
        {
            if (response.TookEffect ?? request.Method != "GET" && response.StatusCode is >= 200 and < 300)
                journal.Append(JournalEntry.Of(request, response.StatusCode, now));
            return response;
        }
        catch (LoopsServerJournalException exception)
        {
            return ApiResponse.Failure(500, exception.Message);
        }
    }

    private ApiResponse Answer(ApiRequest request, DateTimeOffset now)
    {
        try
        {
            return EndpointTable.Answer(new(request, _team, now));
        }
        catch (RefusedException refusal)
        {
            return refusal.Response;
        }
    }

    /// <summary>Makes an entry of the journal take effect again; returns why it does not.</summary>
    private string? Repeat(JournalEntry entry)
    {
        if (entry.Suppressed is { } email)
        {
            _team.Suppressions.Add(email);
            return null;
        }
        var status = Answer(entry.ToRequest(), entry.Time).StatusCode;
        return status == entry.Status
            ? null
            : $"{entry.Method} {entry.Path} was answered with {entry.Status}, and now it is {status}. Start the server with the options it had, or delete the file to begin anew";
    }

    private LoopsTeam CreateTeam(TeamOrigin origin) => new(_options, _notices, origin);

    private void ForgetDelays()
    {
        foreach (var delay in _delays.Clear())
            delay.Forget();
    }

    private T[] Read<T>(Func<ServerApi, IEnumerable<T>> read)
    {
        lock (_gate)
            return [.. read(this)];
    }

    private static LoopsServerRequest Record(ApiRequest request, ApiResponse? response, LoopsServerFault? fault, DateTimeOffset now) => new()
    {
        Method = request.Method,
        Path = request.Path,
        QueryString = request.QueryString,
        Headers = request.Headers,
        Body = Encoding.UTF8.GetString(request.Body),
        IdempotencyKey = request.IdempotencyKey,
        StatusCode = response?.StatusCode ?? 0,
        ResponseBody = response?.Body ?? "",
        Fault = fault,
        ReceivedAt = now,
    };
}
