using LoopsMapping.Testing;

namespace LoopsMapping.Tool.Serving;

/// <summary>One JSON object a line: <c>started</c> with the addresses, then a <c>request</c> each.</summary>
internal sealed class JsonView(TextWriter output) : IServeView
{
    private readonly Lock _gate = new();

    public void Started(LoopsServer server, LoopsServerOptions options) => Write(new
    {
        type = "started",
        baseAddress = server.BaseAddress,
        audience = new Uri(server.BaseAddress, "/audience"),
        events = new Uri(server.BaseAddress, "/events"),
        journal = options.JournalPath,
    });

    public void Received(RequestSummary request) => Write(new
    {
        type = "request",
        request.Time,
        request.Method,
        request.Path,
        request.Status,
        request.Email,
        request.UserId,
        request.EventName,
        request.TransactionalId,
        request.IdempotencyKey,
        request.Error,
    });

    public void Stopped(LoopsServer server)
    {
    }

    private void Write<T>(T value)
    {
        var line = ToolJson.Line(value);
        lock (_gate)
            output.WriteLine(line);
    }
}
