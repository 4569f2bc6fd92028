using LoopsMapping.Testing;

namespace LoopsMapping.Tool.Serving;

/// <summary>Shows what happens at the local Loops. Requests that overlap are shown one after the other.</summary>
internal interface IServeView
{
    void Started(LoopsServer server, LoopsServerOptions options);

    void Received(RequestSummary request);

    void Stopped(LoopsServer server);
}
