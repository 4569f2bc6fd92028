using System.Text;
using LoopsMapping.Testing.Endpoints;
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
    private LoopsTeam _team;
    private int _requestsPerSecond;
    private IRateLimit _rate;

    public ServerApi(LoopsServerOptions options)
    {
        _options = options;
        _notices = new(options);
        _team = new(options, _notices);
        _requestsPerSecond = options.RequestsPerSecond;
        _rate = RateLimits.Create(_requestsPerSecond, options);
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
            _team.Suppressions.Add(email);
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
            _team = new(_options, _notices);
            _rate = RateLimits.Create(_requestsPerSecond, _options);
            _faults.Clear();
            ForgetDelays();
            _requests.Clear();
        }
    }

    /// <summary>Cuts the answers that are held or delayed.</summary>
    public void Dispose()
    {
        lock (_gate)
            ForgetDelays();
        _stopping.Cancel();
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
        try
        {
            return EndpointTable.Answer(new(request, _team, now));
        }
        catch (RefusedException refusal)
        {
            return refusal.Response;
        }
    }

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
