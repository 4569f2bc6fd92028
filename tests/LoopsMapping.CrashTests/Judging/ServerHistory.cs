using System.Text.Json;
using LoopsMapping.Testing;

namespace LoopsMapping.CrashTests.Judging;

/// <summary>What a server received, in the order in which it handled it.</summary>
internal sealed class ServerHistory
{
    /// <summary>Part of the message of a request whose body ended too early.</summary>
    private const string TornBody = "body could not be read";

    private ServerHistory()
    {
    }

    /// <summary>What took effect, repetitions included.</summary>
    public List<RecordId> Effects { get; } = [];

    public int Requests { get; private set; }

    /// <summary>How many requests were answered that their idempotency key had been used.</summary>
    public int Conflicts { get; private set; }

    /// <summary>How many requests were cut off by the death of who sent them.</summary>
    public int Torn { get; private set; }

    public SortedDictionary<LoopsServerFault, int> Faults { get; } = [];

    /// <summary>Answers that no request of the workload deserves, with their number.</summary>
    public SortedDictionary<string, int> Refusals { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads the record of a server that has stopped; the lists are read one after the other.</summary>
    public static ServerHistory Read(LoopsServer server)
    {
        var history = new ServerHistory();
        foreach (var request in server.Requests)
            history.Add(request);
        history.Compare(RecordKind.Event, server.Events.Count);
        history.Compare(RecordKind.Email, server.SentEmails.Count);
        return history;
    }

    private void Add(LoopsServerRequest request)
    {
        Requests++;
        if (request.Fault is { } fault)
            Faults[fault] = Faults.GetValueOrDefault(fault) + 1;
        // An answer that was lost, or that a fault made up, says nothing about the request.
        if (request.Fault is not (null or LoopsServerFault.DropAfter))
            return;

        if (request.StatusCode == 200)
            Effects.Add(Identify(request));
        else if (request.StatusCode == 409)
            Conflicts++;
        else if (request.ResponseBody.Contains(TornBody, StringComparison.Ordinal))
            Torn++;
        else
            Refusals[$"{request}: {request.ResponseBody}"] = Refusals.GetValueOrDefault($"{request}: {request.ResponseBody}") + 1;
    }

    public static RecordId Identify(LoopsServerRequest request)
    {
        using var body = JsonDocument.Parse(request.Body);
        var root = body.RootElement;
        var (kind, numbered) = request.Path switch
        {
            "/api/v1/contacts/update" => (RecordKind.Contact, root),
            "/api/v1/events/send" => (RecordKind.Event, root.GetProperty("eventProperties")),
            "/api/v1/transactional" => (RecordKind.Email, root.GetProperty("dataVariables")),
            _ => throw new InvalidOperationException($"{request} is no request of the workload."),
        };
        return new(kind, Lanes.OfEmail(root.GetProperty("email").GetString()!), numbered.GetProperty("sequence").GetInt64());
    }

    /// <summary>The effects are read off the answers; were that wrong, the server's own lists would tell.</summary>
    private void Compare(RecordKind kind, int kept)
    {
        var read = Effects.Count(effect => effect.Kind == kind);
        if (read != kept)
            throw new InvalidOperationException($"The server answered {read} requests of kind {kind} with 200, and has kept {kept}.");
    }
}
