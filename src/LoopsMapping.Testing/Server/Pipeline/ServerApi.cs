using System.Text;
using LoopsMapping.Testing.Endpoints;
using LoopsMapping.Testing.Rate;
using LoopsMapping.Testing.State;

namespace LoopsMapping.Testing.Pipeline;

/// <summary>
/// Judges requests one at a time and records them. One lock around both keeps the three lists consistent: whoever sees a request sees its
/// effect.
/// </summary>
internal sealed class ServerApi(LoopsServerOptions options)
{
    private readonly object _gate = new();
    private readonly NextRequests<LoopsServerFault> _faults = new();
    private readonly List<LoopsServerRequest> _requests = [];
    private LoopsTeam _team = new(options);
    private IRateLimit _rate = RateLimits.Create(options);

    public IReadOnlyList<LoopsServerContact> Contacts => Read(static api => api._team.Contacts.All);

    public IReadOnlyList<LoopsServerEvent> Events => Read(static api => api._team.Events);

    public IReadOnlyList<LoopsServerEmail> SentEmails => Read(static api => api._team.SentEmails);

    public IReadOnlyList<LoopsServerContactProperty> ContactProperties => Read(static api => api._team.Properties.All);

    public IReadOnlyList<LoopsServerEventPattern> EventPatterns => Read(static api => api._team.EventPatterns.All);

    public IReadOnlyList<LoopsServerRequest> Requests => Read(static api => api._requests);

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

    public void Reset()
    {
        lock (_gate)
        {
            _team = new(options);
            _rate = RateLimits.Create(options);
            _faults.Clear();
            _requests.Clear();
        }
    }

    public Outcome Handle(ApiRequest request)
    {
        lock (_gate)
        {
            var now = options.TimeProvider.GetUtcNow();
            LoopsServerFault? fault = _faults.TryTake(out var next) ? next : null;
            var response = fault switch
            {
                null or LoopsServerFault.DropAfter => Judge(request, now),
                LoopsServerFault.DropBefore => null,
                { } answering => FaultResponses.Create(answering, request.Path, options),
            };
            var record = Record(request, response, fault, now);
            _requests.Add(record);
            var rate = response is { StatusCode: 429 } ? _rate.Read() with { Remaining = 0 } : _rate.Read();
            return new(record, fault is LoopsServerFault.DropAfter ? null : response, rate);
        }
    }

    private ApiResponse Judge(ApiRequest request, DateTimeOffset now)
    {
        if (request.Method == "OPTIONS" && request.Headers.ContainsKey("Access-Control-Request-Method"))
            return ApiResponse.Preflight;
        if (request.BodyRefusal is { } status)
            return ApiResponse.Failure(status, status == 413 ? "Request body is too large." : Messages.UnreadableBody);
        if (request.ApiKey != options.ApiKey)
            return ApiResponse.InvalidApiKey;
        if (!_rate.TryTake())
            return ApiResponse.TooManyRequests(options.RateLimitBody);
        try
        {
            return EndpointTable.Answer(new(request, _team, now));
        }
        catch (RefusedException refusal)
        {
            return refusal.Response;
        }
    }

    private T[] Read<T>(Func<LoopsApi, IEnumerable<T>> read)
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
