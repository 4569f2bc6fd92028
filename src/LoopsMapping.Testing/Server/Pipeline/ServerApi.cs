using System.Text;
using LoopsMapping.Testing.Endpoints;
using LoopsMapping.Testing.State;

namespace LoopsMapping.Testing.Pipeline;

/// <summary>
/// Judges requests one at a time and records them. One lock around both keeps the three lists consistent: whoever sees a request sees its
/// effect.
/// </summary>
internal sealed class ServerApi(LoopsServerOptions options)
{
    private readonly object _gate = new();
    private readonly LoopsTeam _team = new(options);
    private readonly RateWindow _rate = new(options.RequestsPerSecond, options.TimeProvider);
    private readonly FaultQueue _faults = new();
    private readonly List<LoopsServerRequest> _requests = [];

    public IReadOnlyList<LoopsServerContact> Contacts
    {
        get
        {
            lock (_gate)
                return [.. _team.Contacts.All];
        }
    }

    public IReadOnlyList<LoopsServerEvent> Events
    {
        get
        {
            lock (_gate)
                return [.. _team.Events];
        }
    }

    public IReadOnlyList<LoopsServerRequest> Requests
    {
        get
        {
            lock (_gate)
                return [.. _requests];
        }
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
            _team.Clear();
            _rate.Clear();
            _faults.Clear();
            _requests.Clear();
        }
    }

    public Outcome Handle(ApiRequest request)
    {
        lock (_gate)
        {
            var now = options.TimeProvider.GetUtcNow();
            var fault = _faults.Take();
            var response = fault switch
            {
                null or LoopsServerFault.DropAfter => Judge(request, now),
                LoopsServerFault.DropBefore => null,
                { } answering => FaultResponses.Create(answering, request.Path),
            };
            var record = Record(request, response, fault, now);
            _requests.Add(record);
            var rate = response is { StatusCode: 429 } ? _rate.Read() with { Remaining = 0 } : _rate.Read();
            return new(record, fault is LoopsServerFault.DropAfter ? null : response, rate);
        }
    }

    private ApiResponse Judge(ApiRequest request, DateTimeOffset now)
    {
        if (request.BodyRefusal is { } status)
            return ApiResponse.Failure(status, status == 413 ? "Request body is too large." : Messages.UnreadableBody);
        if (request.ApiKey != options.ApiKey)
            return ApiResponse.InvalidApiKey;
        if (!_rate.TryTake())
            return ApiResponse.TooManyRequests;
        try
        {
            return EndpointTable.Answer(new(request, _team, now));
        }
        catch (RefusedException refusal)
        {
            return ApiResponse.Failure(refusal.StatusCode, refusal.Message);
        }
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
